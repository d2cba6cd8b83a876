internal import CIntrinsics

// Hints only: any index is allowed.

extension Array where Element: BitwiseCopyable {
  /// Asks for the memory of an element, as far as two cache lines hold it, without waiting for it.
  @inlinable @inline(__always)
  public func prefetch(at index: Int) {
    prefetchLines(at: address &+ UInt(bitPattern: index &* MemoryLayout<Element>.stride))
  }

  /// Asks for the last cache line of an element, where the one before it is in use.
  @inlinable @inline(__always)
  public func prefetchEnd(at index: Int) {
    prefetchLine(
      at: address &+ UInt(bitPattern: (index &+ 1) &* MemoryLayout<Element>.stride &- 1))
  }

  @inlinable @inline(__always)
  var address: UInt {
    // SAFETY: the buffer only tells its address, at which nothing is read.
    unsafe withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }
}

// Two functions, because a call for each line would cost more than it gains.

@usableFromInline
func prefetchLine(at address: UInt) {
  // SAFETY: nothing is read; an address is a hint to the processor, wherever it points.
  unsafe waybill_prefetch(UnsafeRawPointer(bitPattern: address))
}

/// Asks for two cache lines.
@usableFromInline
func prefetchLines(at address: UInt) {
  // SAFETY: nothing is read; an address is a hint to the processor, wherever it points.
  unsafe waybill_prefetch(UnsafeRawPointer(bitPattern: address))
  unsafe waybill_prefetch(UnsafeRawPointer(bitPattern: address &+ 64))
}
