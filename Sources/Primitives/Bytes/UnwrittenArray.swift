internal import Glibc

extension Array where Element: BitwiseCopyable {
  /// An array for millions of elements that are written one after the other, in any order: what it
  /// holds before that is of no use, and must not be read.
  ///
  /// Of elements of which every bit pattern is one, such as integers.
  ///
  /// - Warning: The compiler cannot check either of it.
  /// - Parameters:
  ///   - count: How many elements there will be.
  ///   - takesPages: Whether its memory is taken from the system at once, which costs half of what
  ///     taking it page by page does as it is written.
  @unsafe public init(unwritten count: Int, takesPages: Bool) {
    // SAFETY: whoever calls this sees to it that every bit pattern is an element.
    unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      if takesPages { unsafe takePages(of: UnsafeMutableRawBufferPointer(buffer)) }
      initializedCount = count
    }
  }
}

/// Takes the whole pages of a buffer from the system; where it does not know how, they are taken as
/// they are written.
private func takePages(of buffer: UnsafeMutableRawBufferPointer) {
  let pageSize = Int(getpagesize())
  let address = Int(bitPattern: buffer.baseAddress)
  let skipped = (pageSize - address % pageSize) % pageSize
  let count = (buffer.count - skipped) / pageSize * pageSize
  guard count > 0 else { return }
  let populateWrite: Int32 = 23  // MADV_POPULATE_WRITE, of Linux 5.14
  // SAFETY: the pages lie in the buffer, and keep what they hold.
  _ = unsafe madvise(buffer.baseAddress.map { unsafe $0 + skipped }, count, populateWrite)
}
