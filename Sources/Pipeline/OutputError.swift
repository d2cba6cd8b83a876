internal import Primitives
public import SystemPackage

/// An output that cannot be written.
public struct OutputError: Error, Equatable, Sendable {
  public enum Step: String, Sendable {
    case createFolder = "cannot be created as a folder"
    /// Something is in the way of a file, which only people can decide about.
    case prepare = "cannot become a file"
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

  /// Whether what was there before is untouched.
  public var leavesOldSet: Bool { step != .replace }
}

extension OutputError: CustomStringConvertible {
  public var description: String {
    "\"\(escapedForTerminal(Array(path.utf8).span))\" \(step.rawValue): \(error)"
  }
}
