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

/// Asks for huge pages under all pages that hold some of `bytes`; without them everything works.
@usableFromInline
func adviseHugePages(_ bytes: UnsafeMutableRawBufferPointer) {
  let pageSize = 4096
  guard let start = bytes.baseAddress else { return }
  // The first and the last page count: what the system maps for a large array begins a little
  // before it, and a huge page that is advised in part is none.
  let skipped = Int(bitPattern: start) % pageSize
  let length = (skipped + bytes.count + pageSize - 1) / pageSize * pageSize
  // SAFETY: the range lies in mapped pages, and the advice changes no contents.
  _ = unsafe madvise(start - skipped, length, MADV_HUGEPAGE)
}
