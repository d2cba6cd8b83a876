internal import Lifecycles
internal import Primitives

/// Where a recipient's number belongs: a North American area code, or a country calling code.
struct RecipientArea: Equatable {
  /// An area code plus its base or a calling code plus the other; never 0.
  let word: UInt64

  private static let areaCodeBase: UInt64 = 1000
  private static let callingCodeBase: UInt64 = 10_000

  init(word: UInt64) {
    self.word = word
  }

  /// `nil` for what is no international number, or begins with no calling code.
  init?(_ recipient: PackedText) {
    guard let number = recipient.phoneNumber else { return nil }
    if number.digitCount == 11, number.value / 10_000_000_000 == 1 {
      word = Self.areaCodeBase + number.value / 10_000_000 % 1000
      return
    }
    for length in 1...3 where number.digitCount > length {
      let code = number.prefix(length)
      if Self.isCallingCode(code, length) {
        word = Self.callingCodeBase + code
        return
      }
    }
    return nil
  }

  /// The digits as shown.
  var digits: Digits {
    word < Self.callingCodeBase
      ? Digits(word - Self.areaCodeBase, width: 3)
      : Digits(word - Self.callingCodeBase, prefix: UInt8(ascii: "+"))
  }

  /// Whether the digits are a calling code, of which none is the beginning of another.
  ///
  /// - SeeAlso: ITU-T E.164, list of assigned country codes. All codes of two digits are named
  ///   below; behind every other pair the third digit belongs to the code.
  private static func isCallingCode(_ code: UInt64, _ length: Int) -> Bool {
    switch length {
    case 1: code == 1 || code == 7
    case 2: twoDigitCodes.contains(code)
    default: code >= 200 && code / 100 != 7
    }
  }

  private static let twoDigitCodes: Set<UInt64> = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56,
    57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
  ]
}
