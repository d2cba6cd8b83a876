internal import Primitives

/// Why there is nothing to read.
public enum DiscoveryError: Error, Equatable, Sendable {
  /// An INPUT does not exist.
  case missing([UInt8])
  /// The INPUTs hold no archive.
  case nothingFound([[UInt8]])
}

extension DiscoveryError: CustomStringConvertible {
  /// One line: what is missing, and what to do.
  public var description: String {
    switch self {
    case .missing(let input):
      "\(quoted(input)): no such file or folder; check the name"
    case .nothingFound(let inputs):
      """
      no archive found in \(inputs.map(quoted).joined(separator: ", ")); \
      a folder is searched for \(Discovery.patterns), hidden files left out: \
      name a file itself if it is called otherwise
      """
    }
  }

  private func quoted(_ name: [UInt8]) -> String { "\"\(escapedForTerminal(name.span))\"" }
}
