internal import Primitives

/// Reads times as events write them, and remembers their day: most fall on the same.
///
/// It reads what `Timestamp(rfc3339:)` reads, and asks that whenever it is in doubt.
struct RecentDay {
  /// The first and the last eight bytes of `2026-11-22T`, which overlap.
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  /// Milliseconds since the epoch at which the day begins in UTC; of no day at first, because no
  /// text holds eight NUL bytes and a time.
  private var start: Int64 = 0

  private static let dayLength = 11

  /// The time that `bytes[offset..<offset + count]` write; `nil` if they write none.
  @inline(__always)
  mutating func time(_ bytes: Span<UInt8>, _ offset: Int, _ count: Int) -> Timestamp? {
    guard let inDay = Self.millisecondsOfDay(bytes, offset, count) else {
      return Timestamp(rfc3339: bytes.extracting(offset..<offset &+ count))
    }
    if bytes.word(at: offset) == first, bytes.word(at: offset &+ 3) == last {
      return Timestamp(millisecondsSinceEpoch: start &+ inDay)
    }
    return timeOfOtherDay(bytes, offset, count, inDay)
  }

  @inline(never)
  private mutating func timeOfOtherDay(
    _ bytes: Span<UInt8>, _ offset: Int, _ count: Int, _ inDay: Int64
  ) -> Timestamp? {
    guard let time = Timestamp(rfc3339: bytes.extracting(offset..<offset + count)) else {
      return nil
    }
    first = bytes.word(at: offset)
    last = bytes.word(at: offset + Self.dayLength - 8)
    start = time.millisecondsSinceEpoch - inDay
    return time
  }

  /// Reads `13:04:05.123456Z` behind the day, or with three digits of the second or none.
  ///
  /// - Returns: `nil` for everything else, leap seconds and other offsets included.
  @inline(__always)
  private static func millisecondsOfDay(
    _ bytes: Span<UInt8>, _ offset: Int, _ count: Int
  ) -> Int64? {
    guard count == 27 || count == 24 || count == 20 else { return nil }
    let clock = bytes.word(at: offset &+ dayLength) ^ packed("00:00:00")
    guard isDigits(clock, otherBytes: 0x0000_FF00_00FF_0000) else { return nil }
    // Each byte becomes ten times itself and the next; those of interest begin a pair.
    let pairs = clock &* 10 &+ clock >> 8
    let hour = pairs & 0xFF
    let minute = pairs >> 24 & 0xFF
    let second = pairs >> 48 & 0xFF
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let inMinutes = Int64(truncatingIfNeeded: (hour &* 60 &+ minute) &* 60 &+ second) &* 1000

    // `.` is the first of these bytes, whose others are the fraction and the `Z`.
    var fraction: UInt64
    switch count {
    case 27:
      fraction = bytes.word(at: offset &+ 19) ^ packed(".000000Z")
      guard isDigits(fraction, otherBytes: 0xFF00_0000_0000_00FF) else { return nil }
    case 24:
      fraction = bytes.word(at: offset &+ 16) >> 24 ^ packed(".000Z")
      guard isDigits(fraction, otherBytes: 0x0000_00FF_0000_00FF) else { return nil }
    default:
      return bytes[offset &+ 19] == UInt8(ascii: "Z") ? inMinutes : nil
    }
    fraction >>= 8
    let milliseconds =
      (fraction & 0xF) &* 100 &+ (fraction >> 8 & 0xF) &* 10 &+ (fraction >> 16 & 0xF)
    return inMinutes &+ Int64(truncatingIfNeeded: milliseconds)
  }

  /// Whether each byte of `word` is below ten, and 0 where `otherBytes` says so.
  @inline(__always)
  private static func isDigits(_ word: UInt64, otherBytes: UInt64) -> Bool {
    let excess = (word &+ ByteMask.low &* 118) | word
    return excess & ByteMask.high | word & otherBytes == 0
  }
}
