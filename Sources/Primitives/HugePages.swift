internal import Glibc

extension Array where Element: BitwiseCopyable {
  /// Makes an array of several MiB that lies in huge pages, where the system has them.
  ///
  /// Ordinary pages of 4 KiB are each given by a fault of the processor, which costs more than
  /// filling them.
  @inlinable
  public init(hugePagesRepeating element: Element, count: Int) {
    // SAFETY: the buffer has room for `count` elements, and all of them are initialized.
    unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      unsafe adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      unsafe buffer.initialize(repeating: element)
      initializedCount = count
    }
  }
}

/// Asks for huge pages under whole pages of `bytes`; without them everything works as well.
@usableFromInline
func adviseHugePages(_ bytes: UnsafeMutableRawBufferPointer) {
  let pageSize = 4096
  guard let start = bytes.baseAddress else { return }
  let skipped = (pageSize - Int(bitPattern: start) % pageSize) % pageSize
  let length = (bytes.count - skipped) / pageSize * pageSize
  guard length > 0 else { return }
  // SAFETY: the range lies in memory of the buffer, and the advice changes no contents.
  _ = unsafe madvise(start + skipped, length, MADV_HUGEPAGE)
}
