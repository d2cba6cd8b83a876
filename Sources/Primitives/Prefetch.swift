internal import CIntrinsics

extension Array where Element: BitwiseCopyable {
  /// Asks for the memory of an element, as far as two cache lines hold it, without waiting for it.
  ///
  /// A hint only: any index is allowed.
  @inlinable @inline(__always)
  public func prefetch(at index: Int) {
    // SAFETY: the buffer only tells its address, at which nothing is read.
    let start = unsafe withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    prefetchLines(at: start &+ UInt(bitPattern: index &* MemoryLayout<Element>.stride))
  }
}

/// Asks for two cache lines.
@usableFromInline
func prefetchLines(at address: UInt) {
  // SAFETY: nothing is read; an address is a hint to the processor, wherever it points.
  unsafe waybill_prefetch(UnsafeRawPointer(bitPattern: address))
  unsafe waybill_prefetch(UnsafeRawPointer(bitPattern: address &+ 64))
}
