internal import Primitives

/// The bytes of a message id, of which the first 32 lie in place.
///
/// Ids of messages have 29 characters; the rest of a longer one lies in the table's ``overflow``.
struct MessageID: Sendable {
  static let inlineCapacity = 32

  private var words: InlineArray<4, UInt64>
  private let byteCount: UInt32
  /// Where the bytes behind the inline ones begin in the overflow.
  private let overflowStart: UInt32

  var count: Int { Int(byteCount) }

  init(_ bytes: Span<UInt8>, overflow: inout [UInt8]) {
    words = Self.inlineWords(bytes)
    precondition(bytes.count + overflow.count <= UInt32.max, "4 GiB of ids in a partition")
    byteCount = UInt32(bytes.count)
    overflowStart = UInt32(overflow.count)
    if bytes.count > Self.inlineCapacity {
      overflow.append(bytes.extracting(Self.inlineCapacity..<bytes.count))
    }
  }

  @inline(__always)
  func equals(_ bytes: Span<UInt8>, _ overflow: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    let others = Self.inlineWords(bytes)
    guard words[0] == others[0], words[1] == others[1], words[2] == others[2],
      words[3] == others[3]
    else { return false }
    return count <= Self.inlineCapacity
      || overflow.span.extracting(overflowRange)
        .equals(bytes.extracting(Self.inlineCapacity..<count))
  }

  /// Appends the bytes of the id.
  func append(to output: inout [UInt8], _ overflow: [UInt8]) {
    for index in 0..<4 { output.append(littleEndian: words[index]) }
    if count < Self.inlineCapacity { output.removeLast(Self.inlineCapacity - count) }
    if count > Self.inlineCapacity { output.append(contentsOf: overflow[overflowRange]) }
  }

  private var overflowRange: Range<Int> {
    Int(overflowStart)..<Int(overflowStart) + max(0, count - Self.inlineCapacity)
  }

  /// The first 32 bytes as words, with zeros behind a shorter id.
  @inline(__always)
  private static func inlineWords(_ bytes: Span<UInt8>) -> InlineArray<4, UInt64> {
    var words = InlineArray<4, UInt64>(repeating: 0)
    var offset = 0
    while offset < inlineCapacity, bytes.count - offset >= 8 {
      words[offset >> 3] = bytes.word(at: offset)
      offset += 8
    }
    while offset < min(inlineCapacity, bytes.count) {
      words[offset >> 3] |= UInt64(bytes[offset]) << UInt64((offset & 7) * 8)
      offset += 1
    }
    return words
  }

  /// The creation time that an id of 13 digits and 16 characters of `[a-z2-7]` begins with.
  var creationTime: Timestamp? {
    guard count == 29 else { return nil }
    var milliseconds: Int64 = 0
    for index in 0..<count {
      let byte = UInt8(truncatingIfNeeded: words[index >> 3] >> UInt64((index & 7) * 8))
      switch byte {
      case UInt8(ascii: "2")...UInt8(ascii: "7") where index >= 13: continue
      case UInt8(ascii: "a")...UInt8(ascii: "z") where index >= 13: continue
      case UInt8(ascii: "0")...UInt8(ascii: "9") where index < 13:
        milliseconds = milliseconds * 10 + Int64(byte - UInt8(ascii: "0"))
      default: return nil
      }
    }
    return Timestamp(millisecondsSinceEpoch: milliseconds)
  }
}
