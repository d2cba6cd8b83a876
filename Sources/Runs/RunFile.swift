internal import Primitives
public import SystemPackage

/// The descriptor of a run, or of any temporary file; closed when it goes out of scope.
public struct RunFile: ~Copyable, Sendable {
  private let descriptor: FileDescriptor
  let place: RunError.Place

  init(_ descriptor: FileDescriptor, _ place: RunError.Place) {
    self.descriptor = descriptor
    self.place = place
  }

  /// Opens a file that exists, for reading.
  init(reading path: FilePath) throws(RunError) {
    do {
      // Opening must not wait, whatever lies there.
      let options: FileDescriptor.OpenOptions = [.closeOnExec, .nonBlocking, .noFollow]
      self.init(try FileDescriptor.open(path, .readOnly, options: options), .file(path))
    } catch {
      throw RunError(.cannotOpen(Errno(error)), .file(path))
    }
  }

  /// Creates a file for its owner only, which is unfinished: see ``UnfinishedFiles``.
  ///
  /// - Throws: ``RunError`` of kind `cannotCreate`.
  public init(creating path: FilePath) throws(RunError) {
    do throws(Errno) {
      self.init(
        try UnfinishedFiles.create(path, permissions: .ownerReadWrite), .file(path))
    } catch {
      throw RunError(.cannotCreate(error), .file(path))
    }
  }

  /// Waits until the bytes are on the disk.
  func sync() throws(RunError) {
    do throws(Errno) {
      try FileSystem.sync(descriptor)
    } catch {
      throw RunError(.cannotWrite(error), place)
    }
  }

  deinit {
    // Nobody needs a temporary file any more, and whoever writes a run that stays has waited for it to
    // be on the disk, which tells all that closing could.
    try? descriptor.close()
  }

  /// The size of the file, in bytes.
  func byteCount() throws(RunError) -> Int64 {
    do {
      return try descriptor.seek(offset: 0, from: .end)
    } catch {
      throw RunError(.cannotRead(Errno(error)), place)
    }
  }

  /// Writes all of `bytes` behind what was written before.
  public func append(_ bytes: Span<UInt8>) throws(RunError) {
    do {
      // SAFETY: the buffer is the span's own memory, and is only read during the call.
      unsafe try bytes.withUnsafeBufferPointer { buffer in
        _ = unsafe try descriptor.writeAll(buffer)
      }
    } catch {
      throw RunError(.cannotWrite(Errno(error)), place)
    }
  }

  /// Fills a range of `bytes` with what lies at `offset`; any thread may do so at any time.
  ///
  /// - Throws: ``RunError`` of kind `cannotRead`, or `damaged` as truncated at the end of the file.
  public func read(
    into bytes: inout MutableSpan<UInt8>, _ range: Range<Int>, at offset: Int64
  ) throws(RunError) {
    precondition(0 <= range.lowerBound && range.upperBound <= bytes.count, "no room to read")
    var position = range.lowerBound
    while position < range.upperBound {
      let start = offset + Int64(position - range.lowerBound)
      let count: Int
      do {
        count = unsafe try bytes.withUnsafeMutableBytes { buffer in
          // SAFETY: the kernel writes to the rest of the range only, which lies within the span.
          try unsafe descriptor.read(
            fromAbsoluteOffset: start,
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[position..<range.upperBound]))
        }
      } catch {
        throw RunError(.cannotRead(Errno(error)), place)
      }
      guard count > 0 else { throw damaged(.truncated, at: start) }
      position += count
    }
  }

  func damaged(_ damage: RunError.Damage, at offset: Int64) -> RunError {
    RunError(.damaged(damage, offset: offset), place)
  }
}
