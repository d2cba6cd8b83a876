import Testing

@testable import Callbacks

/// Pieces of lines that no container runtime would write, for they are too long.
struct PieceLimitTests {
  private static let event = #"{"type":"message-sent","message":{"id":"a"}}"#
  private static let prefix = "2026-11-20T10:00:00.1Z stdout P "

  /// What is read of a text with a limit of 100 bytes, in windows that grow by `step`.
  private func reading(_ text: String, step: Int? = nil) -> Reading {
    var rules = ReadingRules()
    rules.pieceLimit = 100
    return Reading(text, step: step, rules)
  }

  @Test(
    arguments: [
      // Cut within an event, between two, and at the line feed.
      "\(prefix)\(event)\(event)\(event)\(event)\(event)\n\(event)\n",
      "\(prefix)\(event)[]          \(event) \(event)\n\(event)",
      "\(prefix)\(event)\(String(repeating: " ", count: 24))\n\(event)\n",
      "\(prefix)\(event)\(String(repeating: " ", count: 25))\n\(event)\n",
      "\(prefix)\(event)\(event)\(event)\(event)", "\(prefix)\(event)",
      "\(prefix)\(event)\n\(event)",
    ])
  func `the size of windows does not show`(text: String) {
    let whole = reading(text)
    for step in 1...text.utf8.count { #expect(reading(text, step: step) == whole, "by \(step)") }
  }

  @Test func `what follows a piece that is too long is damage, and the next line counts`() {
    let text = "\(Self.prefix)\(Self.event)\(Self.event)\(Self.event)\n\(Self.event)\n"
    let reading = reading(text)
    // The cut event at the end of the piece is one, and what is left of it on the line another.
    #expect(reading.events.count == 2 && reading.tally.malformed == 2)
    let short = "\(Self.prefix)\(Self.event)\n\(Self.event)\n"
    #expect(self.reading(short).events.count == 2 && self.reading(short).tally.malformed == 0)
  }
}
