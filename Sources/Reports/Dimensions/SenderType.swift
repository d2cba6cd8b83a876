internal import Lifecycles
internal import Primitives

/// What kind of number a message was sent from.
enum SenderType: UInt8, CaseIterable {
  case tollFree, shortCode, alphanumeric, longCode

  /// `nil` without a sender.
  init?(_ sender: PackedText, _ pool: TextPool) {
    guard !sender.isMissing else { return nil }
    if let number = sender.phoneNumber {
      self = Self.isTollFree(number) ? .tollFree : .longCode
      return
    }
    let text = sender.bytes(in: pool)
    if Self.holdsLetter(text) {
      self = .alphanumeric
    } else if (3...8).contains(text.count), text.allSatisfy(\.isASCIIDigit) {
      self = .shortCode
    } else {
      self = .longCode
    }
  }

  var name: StaticString {
    switch self {
    case .tollFree: "toll_free"
    case .shortCode: "short_code"
    case .alphanumeric: "alphanumeric"
    case .longCode: "long_code"
    }
  }

  /// Whether any script calls one of the characters a letter.
  private static func holdsLetter(_ text: [UInt8]) -> Bool {
    if text.contains(where: \.isASCIILetter) { return true }
    guard text.contains(where: { $0 >= 0x80 }) else { return false }
    return String(decoding: text, as: UTF8.self).unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
      default: false
      }
    }
  }

  private static func isTollFree(_ number: PackedText.Number) -> Bool {
    guard number.digitCount == 11, number.value / 10_000_000_000 == 1 else { return false }
    return [800, 833, 844, 855, 866, 877, 888].contains(number.value / 10_000_000 % 1000)
  }
}
