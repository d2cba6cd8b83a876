import Foundation
import Testing

/// Commands and what they say, as kept in a file of the folder `Golden`.
///
/// | line | meaning |
/// | --- | --- |
/// | `# …` and empty lines, before a command | remarks |
/// | `$ …` | a line of shell |
/// | `2> …` | a line of its standard error |
/// | `= 64` | its exit status, which ends it |
/// | any other | a line of its standard output |
///
/// A text that lacks its last line feed is followed by a line `\ no line feed`. A new command needs
/// a line `= ?` before its answer can be recorded.
struct Transcript: CustomTestStringConvertible {
  struct Entry: Equatable {
    /// Lines before the command, each with its line feed.
    var remarks = ""
    var command = ""
    /// What the command says, and its status.
    var answer = ""
  }

  /// Set to write down what the program says now; such a run fails, so that it is never green.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  static var all: [Transcript] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "txt" }
        .sorted { $0.path < $1.path }
        .map(Transcript.init)
    }
  }

  let url: URL

  var testDescription: String { url.deletingPathExtension().lastPathComponent }

  func entries() throws -> [Entry] {
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    var entries: [Entry] = []
    var entry = Entry()
    for line in text.split(separator: "\n") {
      if entry.command.isEmpty {
        if line.starts(with: "$ ") {
          entry.command = String(line.dropFirst(2))
        } else {
          entry.remarks += "\(line)\n"
        }
      } else {
        entry.answer += "\(line)\n"
        if line.starts(with: "= ") {
          entries.append(entry)
          entry = Entry()
        }
      }
    }
    try #require(entry == Entry(), "\(url.path) ends inside a command")
    return entries
  }

  func write(_ entries: [Entry]) throws {
    let texts = entries.map { "\($0.remarks)$ \($0.command)\n\($0.answer)" }
    try Data(texts.joined(separator: "\n").utf8).write(to: url)
  }
}

extension Finished {
  /// As a transcript shows it; empty lines are left out.
  var answer: String {
    Self.lines(output, prefix: "") + Self.lines(error, prefix: "2> ") + "= \(status)\n"
  }

  private static func lines(_ text: String, prefix: String) -> String {
    var lines = text.split(separator: "\n").map { "\(prefix)\($0)\n" }.joined()
    if !text.isEmpty, !text.hasSuffix("\n") { lines += "\\ no line feed\n" }
    return lines
  }
}
