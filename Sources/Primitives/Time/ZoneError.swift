/// A time zone that cannot be had.
public enum ZoneError: Error, Equatable, Sendable {
  /// No zone has this name; `nearest` are names that exist, the nearest first.
  case unknown(name: String, nearest: [String])
  /// The zone's file, or the whole database, cannot be used.
  case unreadable(name: String, reason: String)
}

extension ZoneError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let name, let nearest):
      let names = nearest.contains("UTC") ? nearest : nearest + ["UTC"]
      let alternatives = (names + ["+02:00"]).joined(separator: ", ")
      return "\(name.debugDescription) is no time zone; write a name such as \(alternatives)"
    case .unreadable(let name, let reason):
      return "the time zone \(name.debugDescription) cannot be read: \(reason)"
    }
  }
}
