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
    readValues(of: text)
  }

  /// Blank lines are counted wherever they stand, also inside a value.
  private mutating func countLines(of text: Bytes) {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line feed is a line only when it holds something.
    if lines.last?.isEmpty == true { lines.removeLast() }
    lineCount = lines.count
    blankLineCount = lines.count { line in
      var rest = line
      while let count = Self.countOfSkippedBytes(at: rest) { rest = rest.dropFirst(count) }
      return rest.isEmpty
    }
  }

  private mutating func readValues(of text: Bytes) {
    let parser = JSONTreeParser(bytes: text)
    var position = 0
    while position < text.count {
      if let count = Self.countOfSkippedBytes(at: text[position...]) {
        position += count
        continue
      }
      do {
        let (tree, end) = try parser.value(at: position)
        count([tree], asEmptyArray: tree.isEmptyArray)
        position = end
      } catch {
        malformedCount += 1
        let isOnOneLine = !text[position..<error.position].contains(UInt8(ascii: "\n"))
        if isOnOneLine || text[position] != UInt8(ascii: "[") {
          position = Self.lineAfter(position, in: text)
        } else {
          position = readDamagedArray(at: position, with: parser)
        }
      }
    }
  }

  /// Reads the whole elements of an array that is not finished on its first line.
  ///
  /// - Returns: where reading goes on.
  private mutating func readDamagedArray(at start: Int, with parser: JSONTreeParser) -> Int {
    var elements: [JSONTree] = []
    var position = start + 1
    while true {
      let elementStart = parser.skippingBlanks(from: position)
      guard let (element, end) = try? parser.value(at: elementStart, depth: 1) else {
        count(elements, asEmptyArray: false)
        return Self.lineAfter(elementStart, in: parser.bytes)
      }
      elements.append(element)
      position = parser.skippingBlanks(from: end)
      guard parser.character(at: position) == "," else {
        count(elements, asEmptyArray: false)
        return Self.lineAfter(end - 1, in: parser.bytes)
      }
      position += 1
    }
  }

  /// Counts one value that consists of `parts`, and keeps its events.
  private mutating func count(_ parts: [JSONTree], asEmptyArray isEmptyArray: Bool) {
    let found = parts.flatMap(eventObjects(in:))
    if isEmptyArray || !found.isEmpty {
      callbackCount += 1
    } else {
      foreignCount += 1
    }
    for object in found {
      var event = OracleEvent(object)
      // Without a stamp an event arrived no earlier than the latest event so far happened.
      latestTime = [latestTime, event.time].compactMap { $0 }.max()
      event.arrival = event.stamp ?? latestTime
      events.append(event)
    }
  }

  /// How many bytes in front are skipped between values: those of a blank, a NUL or a BOM.
  private static func countOfSkippedBytes(at text: ArraySlice<UInt8>) -> Int? {
    switch text.first {
    case 0x00, 0x09, 0x0A, 0x0D, 0x20: 1
    case 0xEF: text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : nil
    default: nil
    }
  }

  /// The start of the line after the one that holds `position`.
  private static func lineAfter(_ position: Int, in text: Bytes) -> Int {
    guard position < text.count else { return text.count }
    return text[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.count
  }
}

/// The events in a value, in the order of the text; the inside of an event is not searched.
private func eventObjects(in tree: JSONTree) -> [JSONTree] {
  switch tree {
  case .object(let members):
    isEvent(tree) ? [tree] : members.flatMap { eventObjects(in: $0.value) }
  case .array(let elements):
    elements.flatMap(eventObjects(in:))
  case .null, .boolean, .number, .text:
    []
  }
}

private func isEvent(_ object: JSONTree) -> Bool {
  guard object["type"]?.text != nil, let message = object["message"],
    message["id"]?.nonEmptyText != nil, case .object(let members) = message
  else { return false }
  let isTwoFactor = object["platform"] != nil && members.count == 1
  return !isTwoFactor
}
