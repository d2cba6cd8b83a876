internal import CZlib

// Every call of libz in this module.

/// Inflates raw deflate data (RFC 1951), without any header or checksum.
///
/// It owns a zlib state, so it cannot be copied; the state is freed when it goes out of scope.
@safe struct Inflater: ~Copyable {
  enum Outcome: Equatable {
    /// The input is used up, or the output is full.
    case paused
    /// The last block is complete.
    case finished
    /// The data is not deflate; `reason` is zlib's own message. What came before it is good.
    case broken(reason: String)
  }

  // On the heap, because zlib keeps a pointer from its state back to the `z_stream` and rejects
  // every call once the address changes. A stored `z_stream` would change address on each move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    // SAFETY: the stream is initialized before zlib sees it, and freed in `deinit` only.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe waybill_inflate_init_raw(stream)
    // Only memory exhaustion or a header/library mismatch can fail here: neither is input.
    precondition(status == Z_OK, "inflateInit2 failed with zlib status \(status)")
  }

  deinit {
    // SAFETY: nobody else holds the pointer.
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins a new stream of deflate data.
  mutating func reset() {
    // SAFETY: the stream was initialized by `init`.
    unsafe inflateReset(stream)
  }

  /// Inflates `input` from `position` on, appending to `output` until either is used up.
  ///
  /// - Parameters:
  ///   - input: Compressed bytes that follow directly on those of the previous call. May be empty:
  ///     what an earlier call had no room for is still appended.
  ///   - position: Offset of the first unread byte of `input`; advanced past what was read.
  ///   - output: Receives bytes in its free capacity, and is never grown.
  /// - Returns: What stopped it.
  mutating func inflate(
    _ input: Span<UInt8>, position: inout Int, into output: inout OutputSpan<UInt8>
  ) -> Outcome {
    let rest = input.extracting(position...)
    let status = unsafe rest.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        // SAFETY: both buffers outlive the call, and zlib is told no more than their sizes.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + count }
        unsafe stream.pointee.avail_out = UInt32(clamping: target.count - count)
        let before = unsafe stream.pointee
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        unsafe position += Int(before.avail_in - stream.pointee.avail_in)
        unsafe count += Int(before.avail_out - stream.pointee.avail_out)
        return status
      }
    }
    return outcome(of: status)
  }

  private func outcome(of status: Int32) -> Outcome {
    switch status {
    // Z_BUF_ERROR is no error: there was nothing to do without more input or more room.
    case Z_OK, Z_BUF_ERROR: .paused
    case Z_STREAM_END: .finished
    default: .broken(reason: message ?? "zlib status \(status)")
    }
  }

  private var message: String? {
    // SAFETY: zlib's messages are string literals.
    unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
  }
}
