internal import Primitives
internal import SystemPackage

/// The stored bytes of one archive: read forward once, counted and checksummed on the way.
///
/// Never throws. A failure ends the file and is kept in ``failure``.
struct InputFile: ~Copyable {
  enum Failure: Equatable {
    case cannotOpen(Errno)
    case cannotRead(Errno)
    case cannotList(Errno)
  }

  private let descriptor: FileDescriptor?
  private let closesDescriptor: Bool
  private let progress: PassProgress?
  /// What kept a search from looking at it.
  private let searchFailure: Errno?
  /// Bytes read so far.
  private(set) var byteCount: Int64 = 0
  /// The CRC-32 of the bytes read so far.
  private(set) var checksum = RunningChecksum()
  private(set) var isAtEnd = false
  private(set) var failure: Failure?

  init(_ source: ArchiveSource, _ progress: PassProgress?) {
    self.progress = progress
    searchFailure = source.searchFailure
    closesDescriptor = !source.isStandardInput
    guard closesDescriptor else {
      descriptor = .standardInput
      return
    }
    do throws(Errno) {
      descriptor = try Self.open(source)
    } catch {
      descriptor = nil
      failure = .cannotOpen(error)
      isAtEnd = true
    }
  }

  deinit {
    // Nothing was written, so a failing close loses nothing.
    if closesDescriptor { try? descriptor?.close() }
  }

  private static func open(_ source: ArchiveSource) throws(Errno) -> FileDescriptor {
    let path = FilePath(bytes: source.name)
    guard source.isFile else { return try open(path, options: .closeOnExec) }
    let descriptor: FileDescriptor
    do throws(Errno) {
      descriptor = try open(path, options: [.closeOnExec, .nonBlocking])
    } catch .wouldBlock {
      // A server of files has to be asked to let go of it, and is waited for.
      guard try Stat(path).type == .regular else { throw .noSuchAddressOrDevice }
      descriptor = try open(path, options: .closeOnExec)
    }
    do throws(Errno) {
      let type = try Stat(descriptor).type
      // As a folder cannot be read, that is said then.
      guard type == .regular || type == .directory else { throw .noSuchAddressOrDevice }
    } catch {
      try? descriptor.close()
      throw error
    }
    return descriptor
  }

  private static func open(
    _ path: FilePath, options: FileDescriptor.OpenOptions
  ) throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(path, .readOnly, options: options)
    } catch {
      throw Errno(error)
    }
  }

  /// What keeps the file from being read to its end.
  ///
  /// - Parameter member: The gzip member in which that happens.
  /// - Returns: `nil` if nothing does.
  func damage(member: Int) -> ArchiveDamage? {
    switch failure {
    case .cannotOpen(let error): ArchiveDamage(.cannotOpen(error), member: 0, offset: 0)
    case .cannotRead(let error):
      ArchiveDamage(.cannotRead(error), member: member, offset: byteCount)
    case .cannotList(let error): ArchiveDamage(.cannotList(error), member: 0, offset: 0)
    case nil: nil
    }
  }

  /// Appends what one `read` brings, at most `limit` bytes.
  mutating func read(into bytes: inout [UInt8], limit: Int) {
    bytes.append(addingCapacity: limit) { output in read(into: &output) }
  }

  /// Appends what one `read` brings, at most the free capacity of the window.
  mutating func read(into window: inout ByteWindow) {
    window.append { output in read(into: &output) }
  }

  /// Appends what one `read` brings, at most the free capacity of `output`.
  private mutating func read(into output: inout OutputSpan<UInt8>) {
    guard let descriptor, !isAtEnd, output.freeCapacity > 0 else { return }
    let start = output.count
    do throws(Errno) {
      try Self.read(descriptor, into: &output)
    } catch {
      // A folder that was to be searched is not one in the place of an archive.
      let unsearched = error == .isDirectory ? searchFailure : nil
      failure = unsearched.map(Failure.cannotList) ?? .cannotRead(error)
    }
    let bytes = output.span.extracting(start...)
    isAtEnd = bytes.isEmpty
    byteCount += Int64(bytes.count)
    checksum.update(bytes)
    progress?.advance(.reading, by: Int64(bytes.count))
  }

  /// Appends what one `read` brings; nothing at the end.
  private static func read(
    _ descriptor: FileDescriptor, into output: inout OutputSpan<UInt8>
  ) throws(Errno) {
    while true {
      do {
        // SAFETY: only the free part is written, and `count` grows by what the kernel reports.
        return try unsafe output.withUnsafeMutableBufferPointer { target, count in
          let free = unsafe UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(target)[count...])
          count += try unsafe descriptor.read(into: free)
        }
      } catch Errno.wouldBlock {
        // Standard input need not block: whoever else has it open may have made it so.
        try FileSystem.wait(for: .reading, descriptor)
      } catch {
        throw Errno(error)
      }
    }
  }
}
