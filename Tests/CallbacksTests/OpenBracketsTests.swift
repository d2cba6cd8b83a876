import Callbacks
import Testing

/// Values that lie in each other, each on a line of its own, and break at the same place.
@Suite struct OpenBracketsTests {
  private static let event = #"{"type":"message-sent","message":{"id":"a"}}"# + "\n"

  /// What lies behind is long: to read it once for each of the values would take half an hour.
  ///
  /// Once takes a second, so that the limit is one for a hang, and no measure of a machine at work.
  @Test(.timeLimit(.minutes(10)), arguments: ["{\"a\":[\n", "{\"a\":{\"b\":[\n"])
  func `what breaks many values is read once`(line: String) {
    let blanks = String(repeating: " ", count: 20 << 20)
    let text = String(repeating: line, count: 2000) + blanks + "}\n" + Self.event
    let reading = Reading(text)
    #expect(reading.events.count == 1)
    #expect(reading.tally.malformed == 2001 && reading.tally.values == 2002)
  }

  @Test func `values may nest deeper than any is read`() {
    let count = 50_000
    let reading = Reading(String(repeating: "{\"a\":\n", count: count) + Self.event)
    #expect(reading.events.count == 1)
    #expect(reading.tally.malformed == count && reading.tally.values == count + 1)
  }
}
