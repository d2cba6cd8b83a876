import Callbacks
import Primitives
import Testing

/// What was read of an archive that is still being written comes again, first, when it is whole.
struct CutArchiveTests {
  private static let one = #"{"type":"message-delivered","message":{"id":"a"}}"#
  private static let two = #"{"type":"message-sent","message":{"id":"b"}}"#
  private static let texts: [String] = [
    "\(one)\n\(two)\n[]\n12\n\(one)",
    // A value over several lines, in which lines are values of their own once it is cut.
    "{\"Records\":\n[\(one),\n\(two)]\n}\n\(one)\n",
    "[\n\(one),\n\(two)\n,\(one) ]\n\(two)\n",
    // Damage, and what is read behind it.
    "{\"x\":\n\(one)\n\(two)\n}}\n\(one)\u{0}\n\(two)",
    // The pieces of lines that a container runtime has cut.
    """
    2026-11-20T10:00:00.1Z stdout P \(one)\(one.prefix(20))
    2026-11-20T10:00:00.2Z stderr P \(two)
    2026-11-20T10:00:00.3Z stdout F \(one.dropFirst(20))\(two)
    2026-11-20T10:00:00.4Z stdout F \(two)
    2026-11-20T10:00:00.5Z stderr F  x

    """,
    #"{"body":"{\"type\":\"message-sent\",\"message\":{\"id\":\"c\"}}","x":"# + "\n\(one)}\n\(two)",
  ]

  /// The events of a text, and how many of them do not depend on its end.
  private func events(_ bytes: [UInt8]) -> (all: [String], certainCount: Int) {
    var reader = ValueReader()
    var all: [String] = []
    var certainCount = 0
    _ = reader.read(bytes.span, isLast: true) { batch, range, source, position in
      for event in batch.events[range] {
        if !position.dependsOnEnd {
          #expect(certainCount == all.count, "certain behind uncertain")
          certainCount += 1
        }
        all.append(batch.summary(of: event, source))
      }
    }
    return (all, certainCount)
  }

  @Test(arguments: texts)
  func `what is certain in a beginning is the beginning of everything`(text: String) {
    let whole = Array(text.utf8)
    let expected = events(whole).all
    var uncertainCount = 0
    for count in 0...whole.count {
      let (all, certainCount) = events(Array(whole.prefix(count)))
      #expect(
        expected.starts(with: all.prefix(certainCount)), "cut at \(count): \(all) of \(expected)")
      uncertainCount += all.count - certainCount
    }
    #expect(!expected.isEmpty)
    // Nothing is called uncertain but what is cut inside of something longer.
    let goesOverLines = ["[\n", ":\n", "stdout P"].contains { text.contains($0) }
    #expect((uncertainCount > 0) == goesOverLines)
  }

  @Test func `all but the last line of a log is certain`() {
    let line = Array("2026-11-20T10:00:00.1Z stdout F \(Self.one)\n".utf8)
    let bytes = [[UInt8]](repeating: line, count: 50).joined()
    for count in [bytes.count, bytes.count - 1, bytes.count - 5] {
      let (all, certainCount) = events(Array(bytes.prefix(count)))
      #expect(all.count == certainCount && all.count >= 49)
    }
  }
}
