internal import Primitives
internal import SystemPackage

extension FilePath {
  /// The path for a message.
  var quoted: String { "\"\(escapedForTerminal(Array(string.utf8).span))\"" }
}
