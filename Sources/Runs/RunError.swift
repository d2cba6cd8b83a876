internal import Primitives
public import SystemPackage

/// A run that cannot be written, or cannot be read back.
///
/// Nothing of a run that failed may be used: what was handed out before may be half of it.
public struct RunError: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case cannotCreate(Errno)
    /// `.noSpace` when the disk is full.
    case cannotWrite(Errno)
    case cannotOpen(Errno)
    case cannotRead(Errno)
    /// The bytes are not those that a writer wrote; `offset` is that of the block or field.
    case damaged(Damage, offset: Int64)
  }

  /// What is wrong with the bytes of a run.
  public enum Damage: Error, Equatable, Sendable {
    /// The end is missing, or this never was a run.
    case truncated
    case unknownVersion(UInt32)
    case checksumMismatch
    /// Sizes, counts and offsets contradict each other.
    case inconsistent
    /// A key does not come after the one before it.
    case unsorted
    /// Key or value of a record mean nothing.
    case unreadableRecord
  }

  /// Which file it is.
  public enum Place: Equatable, Sendable {
    /// A file without a name.
    case temporaryFile(in: FilePath)
    case file(FilePath)
  }

  public var kind: Kind
  public var place: Place

  public init(_ kind: Kind, _ place: Place) {
    self.kind = kind
    self.place = place
  }
}

extension RunError: CustomStringConvertible {
  /// One line: the file, and what happened to it.
  public var description: String { "\(place): \(kind)" }

  /// What can be done about a temporary file.
  public var remedy: String {
    obstacleRemedy ?? "give more --memory, or another folder with --temp"
  }

  /// Whether it is the file that is wrong, and not what was done with it: the next time it will be, too.
  public var isLasting: Bool {
    switch kind {
    case .damaged, .cannotOpen(.noSuchFileOrDirectory): true
    case .cannotCreate, .cannotWrite, .cannotOpen, .cannotRead: false
    }
  }

  /// What can be done when something keeps this user, at this time, from a file with which nothing is wrong.
  public var obstacleRemedy: String? {
    switch kind {
    case .cannotCreate(.tooManyOpenFiles), .cannotOpen(.tooManyOpenFiles):
      "allow more open files (ulimit -n, LimitNOFILE)"
    case .cannotCreate(.tooManyOpenFilesInSystem), .cannotOpen(.tooManyOpenFilesInSystem):
      "allow the system more open files (sysctl fs.file-max)"
    case .cannotOpen(.permissionDenied), .cannotOpen(.notPermitted):
      "let this user read it, or be its owner"
    default: nil
    }
  }
}

extension RunError.Place: CustomStringConvertible {
  public var description: String {
    switch self {
    case .temporaryFile(let folder): "temporary file in \"\(escaped(folder))\""
    case .file(let path): "\"\(escaped(path))\""
    }
  }

  private func escaped(_ path: FilePath) -> String {
    escapedForTerminal(path.string)
  }
}

extension RunError.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotCreate(let error): "cannot be created: \(error)"
    case .cannotWrite(let error): "cannot be written: \(error)"
    case .cannotOpen(let error): "cannot be opened: \(error)"
    case .cannotRead(let error): "cannot be read: \(error)"
    case .damaged(let damage, let offset): "damaged at offset \(offset): \(damage)"
    }
  }
}

extension RunError.Damage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncated: "its end is missing"
    case .unknownVersion(let version): "version \(version) of the format is not known"
    case .checksumMismatch: "the checksum is wrong"
    case .inconsistent: "sizes and counts contradict each other"
    case .unsorted: "keys are out of order"
    case .unreadableRecord: "a record cannot be read"
    }
  }
}
