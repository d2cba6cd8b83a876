public import Callbacks

/// Which ways the events of a lifecycle go.
@usableFromInline struct Directions: OptionSet, BitwiseCopyable, Sendable {
  @usableFromInline let rawValue: UInt8
  static let inbound = Directions(rawValue: 1)
  static let outbound = Directions(rawValue: 2)

  @usableFromInline init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ direction: Direction?) {
    switch direction {
    case .inbound: self = .inbound
    case .outbound: self = .outbound
    case nil: self = []
    }
  }

  /// Outbound, if any event is.
  @inlinable
  var joined: Direction? {
    // Written out: as sets, these would be calls from another module.
    if rawValue & 2 != 0 { return .outbound }
    return rawValue & 1 != 0 ? .inbound : nil
  }
}
