internal import Glibc
internal import SystemPackage

/// The entries of one folder, in no particular order.
struct FolderListing {
  enum EntryType {
    case file, folder
    /// A link, or a file system that does not say.
    case unknown
    /// A pipe, socket or device.
    case other
  }

  struct Entry {
    var name: [UInt8]
    var type: EntryType
  }

  private(set) var entries: [Entry] = []
  /// Whether the listing broke off, so that entries are missing.
  private(set) var isPartial = false

  /// Lists a folder without `.` and `..`; `nil` if it cannot be opened.
  init?(_ path: FilePath) {
    // SAFETY: the stream is closed on every way out, and an entry is copied before the next read.
    guard let stream = unsafe path.withPlatformString({ unsafe opendir($0) }) else { return nil }
    defer { unsafe closedir(stream) }
    while true {
      // The only way to tell the end from a failure.
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        isPartial = errno != 0
        return
      }
      let name = unsafe Self.name(of: entry)
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) {
        entries.append(Entry(name: name, type: unsafe Self.type(entry.pointee.d_type)))
      }
    }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    // SAFETY: the kernel ends the name with a NUL inside the entry.
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
