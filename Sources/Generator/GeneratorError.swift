public import SystemPackage

/// A failure to write synthetic archives; none of them is left behind.
public struct GeneratorError: Error, Equatable, Sendable {
  public enum Kind: Error, Equatable, Sendable {
    /// The folder already holds an archive of this name.
    case folderHoldsArchive(name: String)
    case system(Operation, Errno)
    /// The task was cancelled.
    case cancelled
  }

  /// What the system refused.
  public enum Operation: String, Sendable {
    case createFolder = "create the folder"
    case listFolder = "list the folder"
    case createFile = "create the file"
    case write = "write"
    case close = "close the file"
    case rename = "rename the finished file"
  }

  public var kind: Kind
  /// The file or folder.
  public var path: String

  public init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }
}

extension GeneratorError: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .folderHoldsArchive(let name):
      "\(path): the folder already holds '\(name)'; choose another folder or remove its archives"
    case .system(let operation, let errno):
      "\(path): cannot \(operation.rawValue): \(errno)"
    case .cancelled:
      "\(path): stopped before the archives were complete; they were removed"
    }
  }
}
