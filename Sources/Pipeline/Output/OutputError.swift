internal import Primitives
public import Runs
public import SystemPackage

/// An output that cannot be written.
public struct OutputError: Error, Equatable, Sendable {
  public enum Step: String, Sendable {
    case createFolder = "cannot be created as a folder"
    /// Something is in the way of a file, which only people can decide about.
    case prepare = "cannot become a file"
    /// It tells what was written before.
    case read = "cannot be read"
    case write = "cannot be written"
    case replace = "cannot be replaced"
  }

  public enum Cause: Error, Equatable, Sendable {
    case system(Errno)
    /// Its place is that of an archive that is read.
    case archive
    /// It is a device, a pipe or the like, which would be gone.
    case device
    /// It holds something else than what belongs there.
    case notOurs
    /// What was to be written cannot be read.
    case reading(RunError)
  }

  public var step: Step
  public var path: String
  public var cause: Cause

  public init(_ step: Step, _ path: String, _ cause: Cause) {
    self.step = step
    self.path = path
    self.cause = cause
  }

  init(_ step: Step, _ path: String, _ error: Errno) {
    self.init(step, path, .system(error))
  }

  /// Whether what was there before is untouched.
  public var leavesOldSet: Bool { step != .replace }
}

extension OutputError: CustomStringConvertible {
  public var description: String {
    "\"\(escapedForTerminal(path))\" \(step.rawValue): \(cause)"
  }
}

extension OutputError.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let error): "\(error)"
    case .archive: "it is an archive that is read"
    case .device:
      "it is a device, and devices are not replaced; name a file, or send standard output there"
    case .notOurs:
      "waybill has not written it so; bring it back, or move it away: days that have folders are listed again"
    case .reading(let error): "\(error)"
    }
  }
}
