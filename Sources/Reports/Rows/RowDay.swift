internal import Primitives

/// Writes times, and remembers their day: most fall on the same.
struct RowDay: Sendable {
  /// Milliseconds since the epoch at which the day begins.
  private var start = Int64.max
  /// `2026-11-` and `22T`.
  private var words = (UInt64(0), UInt64(0))

  /// Appends RFC 3339 in UTC with three fraction digits: `2026-11-22T13:04:05.123Z`.
  @inline(__always)
  mutating func append(_ time: Timestamp, to output: inout [UInt8]) {
    var inDay = time.millisecondsSinceEpoch &- start
    if inDay < 0 || inDay >= Milliseconds.day {
      begin(time)
      inDay = time.millisecondsSinceEpoch - start
    }
    // Of 32 bits, which divide faster.
    let milliseconds = UInt32(truncatingIfNeeded: inDay)
    let seconds = milliseconds / 1000
    let minutes = seconds / 60
    let rest = milliseconds % 1000
    output.append(littleEndian: words.0)
    output.append(
      littleEndian: words.1 | Self.pair(minutes / 60) << 24 | UInt64(UInt8(ascii: ":")) << 40
        | Self.pair(minutes % 60) << 48)
    output.append(
      littleEndian: packed(":\0\0.\0\0\0Z") | Self.pair(seconds % 60) << 8
        | Self.digit(rest / 100) << 32 | Self.pair(rest % 100) << 40)
  }

  @inline(never)
  private mutating func begin(_ time: Timestamp) {
    let text = time.rfc3339
    words = (text.span.word(at: 0), text.span.word(at: 8) & 0xFF_FFFF)
    start = time.millisecondsSinceEpoch.floored(toMultipleOf: Milliseconds.day)
  }

  /// The two digits of a number below 100.
  private static func pair(_ number: UInt32) -> UInt64 {
    digit(number / 10) | digit(number % 10) << 8
  }

  private static func digit(_ number: UInt32) -> UInt64 {
    UInt64(UInt8(ascii: "0")) + UInt64(number)
  }
}
