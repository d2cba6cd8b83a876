internal import CZlib

/// libz's own reading of gzip, to compare with.
enum Zlib {
  /// What one gzip member at `start` holds, and where it ends; `nil` if libz finds fault with it.
  static func member(_ bytes: [UInt8], at start: Int, limit: Int) -> (data: [UInt8], end: Int)? {
    // 15 = the largest window; 16 = a gzip header, and its checksums are checked.
    inflated(bytes, at: start, windowBits: 15 + 16, limit: limit)
  }

  /// What deflated bytes without a header hold, and where they end.
  static func deflated(_ bytes: [UInt8], limit: Int) -> (data: [UInt8], end: Int)? {
    inflated(bytes, at: 0, windowBits: -15, limit: limit)
  }

  private static func inflated(
    _ bytes: [UInt8], at start: Int, windowBits: Int32, limit: Int
  ) -> (data: [UInt8], end: Int)? {
    var stream = unsafe z_stream()
    let size = Int32(unsafe MemoryLayout<z_stream>.size)
    // SAFETY: the stream stays in its place until it is ended, and both buffers outlive the one
    // call that is told their sizes.
    guard unsafe inflateInit2_(&stream, windowBits, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { unsafe inflateEnd(&stream) }
    var status = Z_OK
    var end = start
    let data = unsafe [UInt8](unsafeUninitializedCapacity: limit) { target, count in
      unsafe bytes.withUnsafeBufferPointer { source in
        let rest = unsafe UnsafeBufferPointer(rebasing: source[start...])
        unsafe stream.next_in = UnsafeMutablePointer(mutating: rest.baseAddress)
        unsafe stream.avail_in = UInt32(rest.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(limit)
        status = unsafe inflate(&stream, Z_FINISH)
        count = unsafe limit - Int(stream.avail_out)
        end += unsafe rest.count - Int(stream.avail_in)
      }
    }
    return status == Z_STREAM_END ? (data, end) : nil
  }
}
