internal import Primitives

/// The normal form of phone numbers as the reports count them: with their plus.
public enum PhoneNumber {
  enum Form {
    /// As written: with a plus, a short code, or no phone number at all.
    case normal
    /// 9 to 15 digits that lack their plus.
    case lacksPlus
  }

  @inline(__always)
  static func form(of text: Span<UInt8>) -> Form {
    guard (9...15).contains(text.count), text[0].isASCIIDigit else { return .normal }
    for index in 1..<text.count where !text[index].isASCIIDigit { return .normal }
    return .lacksPlus
  }

  /// The text as events have it: of a phone number the normal form, anything else as it is.
  public static func normalForm(of text: [UInt8]) -> [UInt8] {
    form(of: text.span) == .lacksPlus ? [UInt8(ascii: "+")] + text : text
  }

  /// A phone number as people write it, without blanks, dots, hyphens and brackets: with its plus, with its
  /// area code in brackets, or in the groups of North America, `1-919-555-0101`; any other text as it is.
  public static func withoutSeparators(_ text: [UInt8]) -> [UInt8] {
    guard
      text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "(") || isInGroups(text)
    else { return text }
    let separators = Array(" .-()".utf8)
    let digits = text.filter { !separators.contains($0) }
    return isNumber(digits) ? digits : text
  }

  /// Whether a text is divided as numbers of North America are: no id that is known is.
  private static func isInGroups(_ text: [UInt8]) -> Bool {
    let separators = Array(" .-".utf8)
    let groups = text.split(omittingEmptySubsequences: false) { separators.contains($0) }
    let sizes = groups.map(\.count)
    return sizes == [3, 3, 4] || sizes == [1, 3, 3, 4] && groups[0] == [UInt8(ascii: "1")]
  }

  /// Whether a text is a phone number or a short code, in its normal form or without its plus.
  public static func isNumber(_ text: [UInt8]) -> Bool {
    let digits = text.first == UInt8(ascii: "+") ? text[1...] : text[...]
    guard digits.allSatisfy(\.isASCIIDigit) else { return false }
    return (digits.count == text.count ? 3...15 : 9...15).contains(digits.count)
  }
}
