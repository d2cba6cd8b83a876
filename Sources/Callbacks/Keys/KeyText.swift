internal import CIntrinsics

/// A key as it is compared: with what stands before it, and with what its value begins with.
///
/// Of `{"type":"x","to":["y"]}` these are `{"type":"` and `,"to":["`, so that one comparison takes the
/// place of a step for each token. Where these bytes stand behind a value or at the brace of an object,
/// they mean the same as where they were met first.
struct KeyText: Equatable {
  static let longestCount = 32

  // Halves that overlap; of a text shorter than a half both are the text, with zeros behind it.
  let head: SIMD16<UInt8>
  let tail: SIMD16<UInt8>
  /// Which bytes of the halves count.
  let lanes: UInt64
  /// At most half of ``longestCount``.
  let tailOffset: UInt8
  /// At most ``longestCount``.
  let count: UInt8

  /// No text: it stands nowhere, for its halves contradict each other.
  static var none: KeyText { KeyText() }

  private init() {
    head = SIMD16(repeating: 0)
    tail = SIMD16(repeating: 1)
    lanes = waybill_lanes(16)
    tailOffset = 0
    count = 0
  }

  /// The text that lies in `range`; `nil` if it is too long.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty, range.count <= Self.longestCount else { return nil }
    let half = Self.longestCount / 2
    let tailStart = max(range.lowerBound, range.upperBound - half)
    head = Self.half(bytes, range.lowerBound..<min(range.lowerBound + half, range.upperBound))
    tail = Self.half(bytes, tailStart..<range.upperBound)
    lanes = waybill_lanes(range.count)
    tailOffset = UInt8(tailStart - range.lowerBound)
    count = UInt8(range.count)
  }

  private static func half(_ bytes: Span<UInt8>, _ range: Range<Int>) -> SIMD16<UInt8> {
    var half = SIMD16<UInt8>(repeating: 0)
    for offset in range { half[offset - range.lowerBound] = bytes[offset] }
    return half
  }

  /// The same for equal texts.
  var hash: UInt64 {
    var hash = UInt64(count)
    for lane in head.indices {
      hash = (hash ^ UInt64(head[lane]) << 8 ^ UInt64(tail[lane])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return hash
  }
}
