internal import Primitives

/// The normal form of phone numbers (contract of the reports, "Number").
enum PhoneNumber {
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
}
