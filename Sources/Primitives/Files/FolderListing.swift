internal import Glibc
public import SystemPackage

/// The entries of one folder, in no particular order.
public struct FolderListing: Sendable {
  public enum EntryType: Sendable {
    case file, folder
    /// A link, or a file system that does not say.
    case unknown
    /// A pipe, socket or device.
    case other
  }

  public struct Entry: Sendable {
    /// Bytes, because names need not be UTF-8.
    public let name: [UInt8]
    public let type: EntryType
  }

  public private(set) var entries: [Entry] = []
  /// Why the listing broke off, so that entries are missing.
  public private(set) var failure: Errno?

  /// Lists a folder without `.` and `..`.
  ///
  /// - Throws: `Errno` when it cannot be opened.
  public init(_ path: FilePath) throws(Errno) {
    // SAFETY: the stream is closed on every way out, and an entry is copied before the next read.
    guard let stream = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
      throw Errno(rawValue: errno)
    }
    defer { unsafe closedir(stream) }
    while true {
      // The only way to tell the end from a failure.
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        failure = errno == 0 ? nil : Errno(rawValue: errno)
        return
      }
      let name = unsafe Self.name(of: entry)
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) {
        entries.append(Entry(name: name, type: unsafe Self.type(entry.pointee.d_type)))
      }
    }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    // SAFETY: an entry may end before the 256 bytes that the field has. It does not end before the NUL
    // behind the name, and nothing is read beyond that: `prefix` stops there.
    unsafe withUnsafeBytes(of: &entry.pointee.d_name) { field in
      unsafe Array(field.prefix { $0 != 0 })
    }
  }

  private static func type(_ type: UInt8) -> EntryType {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK), Int(DT_UNKNOWN): .unknown
    default: .other
    }
  }
}
