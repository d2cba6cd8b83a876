public import SystemPackage

/// A file that is read in one go.
public enum SmallFile {
  static func exists(_ path: String) -> Bool {
    (try? open(path).close()) != nil
  }

  /// All bytes of a file.
  ///
  /// - Throws: `Errno`; `.fileTooLarge` for more than `limit` bytes.
  public static func bytes(
    at path: String, limit: Int, followsLinks: Bool = true
  ) throws(Errno) -> [UInt8] {
    do {
      let file = try open(path, followsLinks: followsLinks)
      return try file.closeAfter { try bytes(of: file, limit: limit) }
    } catch {
      throw Errno(error)
    }
  }

  /// All bytes from where a descriptor stands.
  static func bytes(of file: FileDescriptor, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try chunk(of: file) {
      bytes += chunk
      if bytes.count > limit { throw Errno.fileTooLarge }
    }
    return bytes
  }

  /// The text of a small file such as those of the kernel; `nil` when it cannot be read.
  public static func text(at path: String) -> String? {
    guard let bytes = try? bytes(at: path, limit: 65_536) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether two files hold the same bytes; not where one of them is a link, or cannot be read.
  public static func areEqual(_ path: String, _ otherPath: String) -> Bool {
    guard let file = try? open(path, followsLinks: false) else { return false }
    let isEqual = try? file.closeAfter {
      let other = try open(otherPath, followsLinks: false)
      return try other.closeAfter {
        while let chunk = try chunk(of: file) {
          guard try chunk == self.chunk(of: other) else { return false }
        }
        return try self.chunk(of: other) == nil
      }
    }
    return isEqual ?? false
  }

  static func open(_ path: String, followsLinks: Bool = true) throws -> FileDescriptor {
    // Opening must not wait, whatever lies there.
    var options: FileDescriptor.OpenOptions = [.closeOnExec, .nonBlocking]
    if !followsLinks { options.insert(.noFollow) }
    return try FileDescriptor.open(FilePath(path), .readOnly, options: options)
  }

  /// The next bytes; `nil` at the end.
  private static func chunk(of file: FileDescriptor) throws -> [UInt8]? {
    // SAFETY: `read` writes into the buffer only, and says how many bytes it wrote.
    let chunk = unsafe try [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
      count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    return chunk.isEmpty ? nil : chunk
  }
}
