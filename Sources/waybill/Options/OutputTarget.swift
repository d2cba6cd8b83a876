internal import ArgumentParser

/// Where a command writes what it was asked for, as `--output` names it.
enum OutputTarget: ExpressibleByArgument {
  case standardOutput
  /// A file or a folder.
  case path(String)

  init(argument: String) {
    self = argument == "-" ? .standardOutput : .path(argument)
  }

  /// `nil` for standard output.
  var path: String? {
    switch self {
    case .standardOutput: nil
    case .path(let path): path
    }
  }
}
