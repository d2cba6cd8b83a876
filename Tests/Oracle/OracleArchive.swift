/// One archive read from its first to its last byte.
struct OracleArchive {
  var name: String
  var byteCount: Int
  var lineCount = 0
  var blankLineCount = 0
  var callbackCount = 0
  var foreignCount = 0
  var malformedCount = 0
  /// In order of occurrence.
  var events: [OracleEvent] = []
  private var latestTime: Int64?

  init(name: String, text: Bytes) {
    self.name = name
    byteCount = text.count
    countLines(of: text)
    for value in OracleText(text, in: OracleSurroundings()).values { count(value) }
  }

  /// Blank lines are counted wherever they stand, also inside a value.
  private mutating func countLines(of text: Bytes) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line feed is a line only when it holds something.
    if lines.last?.isEmpty == true { lines.removeLast() }
    lineCount = lines.count
    blankLineCount = lines.count { line in
      var rest = line
      while let count = OracleText.countOfSkippedBytes(at: rest) { rest = rest.dropFirst(count) }
      return rest.isEmpty
    }
  }

  private mutating func count(_ value: OracleValue) {
    switch value {
    case .malformed: malformedCount += 1
    case .whole(let events, let isEmptyArray):
      if events.isEmpty && !isEmptyArray { foreignCount += 1 } else { callbackCount += 1 }
    }
    for finding in value.events {
      var event = OracleEvent(finding.object)
      // Without a stamp an event arrived no earlier than the latest event so far happened.
      latestTime = [latestTime, event.time].compactMap { $0 }.max()
      event.arrival = event.stamp ?? finding.arrival ?? latestTime
      events.append(event)
    }
  }
}
