internal import Primitives

/// What may write a text in other bytes than its own, as far as a search must notice it.
///
/// See ``TextSearch`` for the rules.
enum Disguise {
  // By these, places are found that are worth a look.
  static let escape = BytePair(
    first: UInt8(ascii: "\\"), second: UInt8(ascii: "u"), distance: 1)
  static let data = BytePair(first: UInt8(ascii: "d"), second: UInt8(ascii: "t"), distance: 2)
  static let base64Flag = BytePair(
    first: UInt8(ascii: "B"), second: UInt8(ascii: "E"), distance: 6)
  static let cutLine = BytePair(first: UInt8(ascii: "s"), second: UInt8(ascii: "P"), distance: 7)

  private static let escapeStart = Array("\\u00".utf8)
  private static let dataName = Array("data".utf8)
  private static let flagName = Array("Base64Encoded".utf8)
  private static let cutLineTags = [Array("stdout P".utf8), Array("stderr P".utf8)]

  /// Whether one of them begins at `place`.
  static func begins(_ window: Span<UInt8>, at place: Int, _ isTelling: [Bool]) -> Bool {
    switch window[place] {
    case UInt8(ascii: "\\"):
      window.holds(escapeStart, at: place)
        && isEscape(window, digitsAt: place + escapeStart.count, isTelling)
    case UInt8(ascii: "d"):
      window.holds(dataName, at: place)
        && (place == 0 || window[place - 1] == UInt8(ascii: "\""))
        && Base64Disguise.mayFollow(.data, window, at: place + dataName.count)
    case UInt8(ascii: "B"):
      window.holds(flagName, at: place)
        && Base64Disguise.mayFollow(.flag, window, at: place + flagName.count)
    case UInt8(ascii: "s"):
      cutLineTags.contains { window.holds($0, at: place) }
    default: false
    }
  }

  /// Whether an escape stands for a byte that tells; one that is cut short may.
  private static func isEscape(
    _ window: Span<UInt8>, digitsAt offset: Int, _ isTelling: [Bool]
  ) -> Bool {
    guard window.count - offset >= 2 else { return true }
    guard let high = window[offset].hexadecimalDigit, let low = window[offset + 1].hexadecimalDigit
    else { return false }
    return isTelling[Int(high << 4 | low)]
  }

  /// By byte: whether an escape that stands for it may be part of a needle, of an escape one level
  /// further inside, or of what is looked for here.
  static func tellingBytes(_ needles: [[UInt8]]) -> [Bool] {
    var isTelling = [Bool](repeating: false, count: 256)
    let names = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for byte in Array("\(names) \"\\".utf8) + needles.flatMap({ $0 }) {
      isTelling[Int(byte)] = true
    }
    return isTelling
  }
}
