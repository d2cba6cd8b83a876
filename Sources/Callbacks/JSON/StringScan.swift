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
      unsafe waybill_plain_count(buffer.baseAddress.unsafelyUnwrapped + offset)
    }
  }

  /// How many bytes ``plainCount(at:behind:)`` needs.
  static var scannedBehindKey: Int { KeyText.longestCount + scanned }

  /// How many bytes behind a text at `offset` come before the first that is special in a JSON string.
  ///
  /// - Returns: At most ``scanned``; `nil` if the text does not stand there, or not so many bytes
  ///   follow as are needed.
  @inline(__always)
  func plainCount(at offset: Int, behind text: KeyText) -> Int? {
    guard offset >= 0, count &- offset >= Self.scannedBehindKey else { return nil }
    // SAFETY: a text of at most half the bytes that were just found to be the span's own is looked
    // at, and `scanned` bytes behind it.
    let plain = unsafe withUnsafeBufferPointer { buffer in
      unsafe waybill_plain_count_behind(
        buffer.baseAddress.unsafelyUnwrapped + offset, text.head, text.tail,
        Int(text.tailOffset), text.lanes, Int(text.count))
    }
    return plain < 0 ? nil : plain
  }
}
