internal import CZlib

extension Span<UInt8> {
  /// Asks for two cache lines at `offset`, about a record, without waiting for them.
  @inline(__always)
  func prefetch(at offset: Int) {
    unsafe withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      // SAFETY: nothing is read; an address is a hint to the processor, wherever it points.
      unsafe waybill_prefetch(UnsafeRawPointer(bitPattern: UInt(bitPattern: start) &+ UInt(offset)))
      unsafe waybill_prefetch(
        UnsafeRawPointer(bitPattern: UInt(bitPattern: start) &+ UInt(offset) &+ 64))
    }
  }
}
