internal import CIntrinsics

extension Span<UInt8> {
  /// How many bytes ``plainCount(at:)`` looks at.
  static var scanned: Int { 32 }

  /// How many bytes from `offset` on come before the first that is special in a JSON string.
  ///
  /// Special are the quote, the backslash and control characters.
  ///
  /// - Returns: At most ``scanned``.
  /// - Precondition: So many bytes follow.
  @inline(__always)
  func plainCount(at offset: Int) -> Int {
    precondition(offset >= 0 && count &- offset >= Self.scanned)
    // SAFETY: the bytes that are looked at were just found to be the span's own.
    return unsafe withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return unsafe waybill_plain_count(start + offset)
    }
  }
}
