internal import Callbacks
internal import Primitives

extension SliceMember {
  /// `dimension=value`, with what a terminal would act on spelled out.
  var text: String {
    "\(dimension.rawValue)=\(shownValue)"
  }

  /// The same, with the name of an error code.
  var textWithName: String {
    guard dimension == .errorCode, case .integer(let number) = value,
      let name = ErrorCode.known(number)?.name, !name.isEmpty
    else { return text }
    return "\(text) (\(name))"
  }

  private var shownValue: String {
    switch value {
    case .text(let bytes): escapedForTerminal(bytes.span)
    case .integer(let number): "\(number)"
    default: ""
    }
  }

  /// `dimension=value` as an option takes it; `nil` for a text that cannot be written so.
  ///
  /// Such as one that was cut, is not UTF-8, or holds what a terminal would act on.
  public var condition: String? {
    guard case .text(let bytes) = value else { return text }
    // A backslash is no danger by itself, and an option takes it as it is.
    let safe = dataForTerminal(bytes)
    guard bytes.count < Dimension.shownByteCount, Array(safe.utf8) == bytes, !safe.contains("\n")
    else { return nil }
    return "\(dimension.rawValue)=\(ValueList.text(of: [safe]))"
  }
}

extension [SliceMember] {
  /// All members behind each other.
  var text: String { map(\.textWithName).joined(separator: " ") }
}
