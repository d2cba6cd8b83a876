internal import Glibc

extension Span<UInt8> {
  /// Whether the bytes are exactly those of an ASCII literal.
  @inlinable
  public func equals(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount else { return false }
    for index in 0..<count {
      // SAFETY: a static string lives for ever, and `index` is below its count.
      guard unsafe self[index] == literal.utf8Start[index] else { return false }
    }
    return true
  }

  /// Whether two spans hold the same bytes.
  @inlinable
  public func equals(_ other: Span<UInt8>) -> Bool {
    let count = count
    guard count == other.count else { return false }
    guard count <= 64 else { return equalsLong(other) }
    var offset = 0
    while offset < count &- 8 {
      guard word(at: offset) == other.word(at: offset) else { return false }
      offset &+= 8
    }
    // The last word overlaps the one before.
    if count >= 8 { return word(at: count &- 8) == other.word(at: count &- 8) }
    while offset < count {
      guard self[offset] == other[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  /// Whether a span of the same count holds the same bytes.
  @usableFromInline
  func equalsLong(_ other: Span<UInt8>) -> Bool {
    guard count == other.count, count > 0 else { return isEmpty && other.isEmpty }
    // SAFETY: both buffers are the spans' own memory, and have that many bytes.
    return unsafe withUnsafeBufferPointer { bytes in
      unsafe other.withUnsafeBufferPointer { others in
        guard let first = bytes.baseAddress, let second = others.baseAddress else { return false }
        return unsafe memcmp(first, second, bytes.count) == 0
      }
    }
  }

  /// Whether these bytes come before `other` in the order of unsigned bytes, a prefix first.
  @inlinable
  public func precedes(_ other: Span<UInt8>) -> Bool {
    let common = Swift.min(count, other.count)
    var offset = 0
    while common - offset >= 8 {
      let (own, others) = (word(at: offset), other.word(at: offset))
      // As big-endian numbers, words have the order of their bytes.
      guard own == others else { return own.byteSwapped < others.byteSwapped }
      offset += 8
    }
    while offset < common {
      guard self[offset] == other[offset] else { return self[offset] < other[offset] }
      offset += 1
    }
    return count < other.count
  }
}
