internal import Primitives

/// What loggers write on a line before the JSON.
///
/// | | |
/// | --- | --- |
/// | container runtimes of Kubernetes | `2026-11-22T13:04:05.123456789Z stdout F {…}` |
/// | plain text that begins with a time | `2026-11-22 13:04:05,123 INFO webhook: {…}`, `<134>Nov 22 13:04:05 host app[7]: {…}`, `[2026-11-22 13:04:05] {…}` |
///
/// No JSON begins like any of these, so that nothing is lost by looking for them.
struct LinePrefix {
  enum Stream: Int {
    case out, error
  }

  /// Where the JSON begins.
  var contentOffset: Int
  /// The time, when it says all that an instant needs.
  var arrival: Timestamp?
  /// Of a container runtime.
  var stream: Stream?
  /// Whether the runtime has cut the line, and the next one of the stream continues it.
  var isPartial = false

  enum Search {
    case found(LinePrefix)
    case none
    /// The window ends where a prefix may go on.
    case needsMore
  }

  /// How long a prefix may be.
  ///
  /// Behind that of a container another is looked for while those so far are shorter than this together:
  /// behind 40 bytes of one, a program's own may have as many bytes as this once more.
  static let sizeLimit = 4096

  /// Whether a value that begins with this byte, and `next` behind it, may be a prefix.
  @inline(__always)
  static func mayBegin(with byte: UInt8, _ next: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "\""): false
    case UInt8(ascii: "["): next.isASCIIDigit || next.isASCIICapital
    case UInt8(ascii: "<"): true
    default: byte.isASCIIDigit || byte.isASCIICapital
    }
  }

  /// Looks for a prefix at `start`, the first byte of a line that is no blank.
  static func search(_ window: Span<UInt8>, at start: Int, isLast: Bool) -> Search {
    let end = min(window.count, start + sizeLimit)
    let lineFeed = window.firstOffset(of: 0x0A, in: start..<end)
    if lineFeed == nil, end < start + sizeLimit, !isLast { return .needsMore }
    let line = window.extracting(start..<(lineFeed ?? end))
    guard var prefix = ofContainer(line) ?? ofText(line) else { return .none }
    prefix.contentOffset += start
    return .found(prefix)
  }

  private static func ofContainer(_ line: Span<UInt8>) -> LinePrefix? {
    guard let time = LineTime(ofContainer: line), let arrival = time.instant,
      let streamEnd = line.firstSpace(from: time.end + 1),
      let tagsEnd = line.firstSpace(from: streamEnd + 1)
    else { return nil }
    let name = line.extracting(time.end + 1..<streamEnd)
    guard name.equals("stdout") || name.equals("stderr") else { return nil }
    // Tags are divided by colons, and the first one says whether the line is whole.
    let tag = line[streamEnd + 1]
    guard tag == UInt8(ascii: "F") || tag == UInt8(ascii: "P"),
      tagsEnd == streamEnd + 2 || line[streamEnd + 2] == UInt8(ascii: ":")
    else { return nil }
    return LinePrefix(
      contentOffset: tagsEnd + 1, arrival: arrival, stream: name.equals("stdout") ? .out : .error,
      isPartial: tag == UInt8(ascii: "P"))
  }

  private static func ofText(_ line: Span<UInt8>) -> LinePrefix? {
    guard let time = LineTime(line),
      let brace = line.firstOffset(of: UInt8(ascii: "{"), in: time.end..<line.count)
    else { return nil }
    // The array around the first object begins further left.
    var content = brace
    var offset = brace
    while offset > time.end {
      offset -= 1
      if line[offset] == UInt8(ascii: "[") {
        content = offset
      } else if !line[offset].isBlank {
        break
      }
    }
    return LinePrefix(contentOffset: content, arrival: time.instant)
  }
}

extension Span<UInt8> {
  fileprivate func firstSpace(from start: Int) -> Int? {
    start <= count ? firstOffset(of: 0x20, in: start..<count) : nil
  }
}
