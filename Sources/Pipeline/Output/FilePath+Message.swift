internal import Primitives
internal import SystemPackage

extension FilePath {
  /// The path for a message.
  var quoted: String { "\"\(escapedForTerminal(string))\"" }
}
