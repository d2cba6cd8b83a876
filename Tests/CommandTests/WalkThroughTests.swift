import Foundation
import Testing

/// The README's walk through an incident, step by step, on a terminal.
@Suite(.timeLimit(.minutes(30))) struct WalkThroughTests {
  private static let columns = 100
  private static let readMe = URL(filePath: #filePath)
    .appending(path: "../../../README.md").standardized

  /// A line of shell, and what the README says that it answers.
  struct Step: Equatable {
    var command: String
    var answer = ""

    var text: String { "$ \(command)\n\(answer)" }
  }

  @Test func `the walk through an incident goes as the README says`() throws {
    let text = try String(contentsOf: Self.readMe, encoding: .utf8)
    let block = try #require(text.firstMatch(of: /<!-- walk-through -->\n```console\n((?s).*?)```/))
    let steps = Self.steps(block.1)
    #expect(steps.count >= 6)
    let sandbox = try Sandbox()
    let taken = try steps.map { step in
      Step(command: step.command, answer: try Self.answer(to: step.command, sandbox))
    }
    guard Transcript.isRecording else {
      for (taken, step) in zip(taken, steps) { #expect(taken == step) }
      return
    }
    let recorded = taken.map(\.text).joined(separator: "\n")
    try text.replacing(block.1, with: recorded)
      .write(to: Self.readMe, atomically: true, encoding: .utf8)
    Issue.record("recorded; look at the difference, then run again without RECORD")
  }

  private static func answer(to command: String, _ sandbox: Sandbox) throws -> String {
    let output = try sandbox.terminal(
      command, columns: columns, ["NO_COLOR": "1", "TERM": "xterm", "LANG": "C.UTF-8"])
    return output.replacing("\r\n", with: "\n")
  }

  /// The steps of a block, apart by empty lines before the next command.
  private static func steps(_ block: Substring) -> [Step] {
    var steps: [Step] = []
    for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.starts(with: "$ ") {
        if steps.last?.answer.hasSuffix("\n\n") ?? false || steps.last?.answer == "\n" {
          steps[steps.count - 1].answer.removeLast()
        }
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if let last = steps.indices.last {
        steps[last].answer += "\(line)\n"
      }
    }
    // What stands behind the last line feed is no line.
    if let last = steps.indices.last { steps[last].answer.removeLast() }
    return steps
  }
}
