public import SystemPackage

/// An output that cannot be written; what was there before is untouched.
public struct OutputError: Error, Equatable, Sendable {
  public enum Step: String, Sendable {
    case createFolder = "cannot be created as a folder"
    case createFile = "cannot be created"
    case write = "cannot be written"
    case replace = "cannot be replaced"
  }

  public var step: Step
  public var path: String
  public var error: Errno

  public init(_ step: Step, _ path: String, _ error: Errno) {
    self.step = step
    self.path = path
    self.error = error
  }
}

extension OutputError: CustomStringConvertible {
  public var description: String { "\"\(path)\" \(step.rawValue): \(error)" }
}
