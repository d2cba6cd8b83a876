internal import CZlib
internal import Primitives
internal import SystemPackage

/// A gzip file that appears under its name when it is complete.
///
/// It is written to a hidden name beside it and removed unless ``finish()`` succeeds. Even then it
/// stays one of ``UnfinishedFiles``, as others of its set are not written yet. Synthetic data is not
/// worth waiting for the disk: nothing is synced.
@safe struct GzipFile: ~Copyable {
  // On the heap, because zlib keeps a pointer from its state back to the `z_stream`.
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer
  private let descriptor: FileDescriptor
  private let path: FilePath
  private let temporaryPath: FilePath
  private var isOpen = true
  private var isFinished = false
  private(set) var compressedBytes: Int64 = 0

  /// Creates the file.
  ///
  /// - Throws: ``GeneratorError`` when the file cannot be created.
  init(folder: String, name: String, level: Int32) throws(GeneratorError) {
    path = FilePath("\(folder)/\(name)")
    temporaryPath = FilePath("\(folder)/.\(name).partial")
    do throws(Errno) {
      descriptor = try UnfinishedFiles.create(
        temporaryPath, permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
      throw GeneratorError(.system(.createFile, error), path: temporaryPath.string)
    }
    // SAFETY: both are allocated here and freed by `deinit` alone; the stream is set up before its use.
    unsafe output = .allocate(byteCount: 1 << 18, alignment: 16)
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe waybill_deflate_init_gzip(stream, level)
    // Only memory exhaustion or a header/library mismatch can fail here.
    precondition(status == Z_OK, "deflateInit2 failed with zlib status \(status)")
  }

  deinit {
    // SAFETY: what `init` allocated and nobody else has.
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
    unsafe output.deallocate()
    if isOpen { try? descriptor.close() }
    if !isFinished { UnfinishedFiles.remove(temporaryPath) }
  }

  /// Compresses bytes and writes what comes out.
  mutating func append(_ bytes: Span<UInt8>) throws(GeneratorError) {
    try deflate(bytes, flush: Z_NO_FLUSH)
  }

  /// Ends the gzip member and gives the file its name.
  mutating func finish() throws(GeneratorError) {
    let nothing: [UInt8] = []
    try deflate(nothing.span, flush: Z_FINISH)
    isOpen = false
    do {
      try descriptor.close()
    } catch {
      throw GeneratorError(.system(.close, Errno(error)), path: path.string)
    }
    do throws(Errno) {
      try UnfinishedFiles.rename(temporaryPath, to: path)
    } catch {
      throw GeneratorError(.system(.rename, error), path: path.string)
    }
    isFinished = true
  }

  private mutating func deflate(_ bytes: Span<UInt8>, flush: Int32) throws(GeneratorError) {
    var rest = bytes
    var compressed = 0
    repeat {
      let consumed = step(rest, flush, &compressed)
      rest = rest.extracting(consumed...)
      do {
        // SAFETY: zlib has filled `compressed` bytes of the buffer.
        try unsafe descriptor.writeAll(UnsafeRawBufferPointer(rebasing: output[..<compressed]))
      } catch {
        throw GeneratorError(.system(.write, Errno(error)), path: path.string)
      }
      compressedBytes += Int64(compressed)
      // A full buffer means that zlib may hold back more.
    } while unsafe compressed == output.count
  }

  /// Calls zlib's `deflate` once, into the whole output buffer.
  ///
  /// - Returns: The bytes that zlib has taken.
  private mutating func step(
    _ bytes: Span<UInt8>, _ flush: Int32, _ compressed: inout Int
  ) -> Int {
    unsafe bytes.withUnsafeBufferPointer { source in
      // SAFETY: both buffers outlive the call, and zlib is told no more than their sizes.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      unsafe stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
      unsafe stream.pointee.avail_out = UInt32(output.count)
      let status = unsafe CZlib.deflate(stream, flush)
      // The only other statuses tell of a broken stream or a call that could do nothing.
      precondition(
        status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR,
        "deflate failed with zlib status \(status)")
      unsafe compressed = output.count - Int(stream.pointee.avail_out)
      return unsafe source.count - Int(stream.pointee.avail_in)
    }
  }
}
