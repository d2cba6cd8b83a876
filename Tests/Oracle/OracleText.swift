/// What lies around a value.
struct OracleSurroundings {
  /// How deep it lies in texts: 0 in an archive, 1 in a string of an archive.
  var level = 0
  /// When the innermost of everything around it arrived, of what says so.
  var arrival: Int64?
}

/// One value of a text, or what stands in the place of one.
enum OracleValue {
  case malformed
  case whole(events: [OracleFinding], isEmptyArray: Bool)

  var events: [OracleFinding] {
    if case .whole(let events, _) = self { events } else { [] }
  }
}

/// The values of a text, which is an archive, or a string in one, or a line of a container.
struct OracleText {
  private let bytes: Bytes
  private let parser: JSONTreeParser
  private let surroundings: OracleSurroundings
  /// In order of occurrence.
  private(set) var values: [OracleValue] = []
  /// By stream, the lines that a container has not finished.
  private var pieces: [String: (content: Bytes, arrival: Int64)] = [:]

  init(_ bytes: Bytes, in surroundings: OracleSurroundings) {
    self.bytes = bytes
    self.surroundings = surroundings
    parser = JSONTreeParser(bytes: bytes)
    readValues()
    // Nothing finishes these any more.
    for stream in ["stdout", "stderr"] { readPieces(of: stream) }
  }

  private mutating func readValues() {
    var position = 0
    // The line with a prefix ends here; what begins behind it arrived nobody knows when.
    var prefixed = (end: 0, arrival: Int64?.none)
    while position < bytes.count {
      if let count = Self.countOfSkippedBytes(at: bytes[position...]) {
        position += count
        continue
      }
      if isFirstOnLine(position) {
        let end = lineEnd(position)
        switch OraclePrefix(of: Array(bytes[position..<end])) {
        case nil: break
        case .container(let stream, let isPiece, let arrival, let content):
          pieces[stream, default: ([], arrival)].content += bytes[position + content..<end]
          if !isPiece { readPieces(of: stream) }
          position = end
          continue
        case .text(let arrival, let content):
          prefixed = (end, arrival)
          position += content
        }
      }
      var around = surroundings
      if position < prefixed.end { around.arrival = prefixed.arrival ?? around.arrival }
      position = readValue(at: position, in: around)
    }
  }

  /// Reads what lines of a container hold together: one line without its prefixes.
  private mutating func readPieces(of stream: String) {
    guard let (content, arrival) = pieces.removeValue(forKey: stream) else { return }
    var around = surroundings
    around.arrival = arrival
    values += OracleText(content, in: around).values
  }

  /// Reads the value that begins at `position`.
  ///
  /// - Returns: where reading goes on.
  private mutating func readValue(at position: Int, in around: OracleSurroundings) -> Int {
    do throws(JSONDamage) {
      let (tree, end) = try parser.value(at: position)
      append([tree], asEmptyArray: tree.isEmptyArray, in: around)
      return end
    } catch {
      values.append(.malformed)
      let isOnOneLine = error.position <= lineEnd(position)
      if isOnOneLine || bytes[position] != UInt8(ascii: "[") { return lineAfter(position) }
      return readDamagedArray(at: position, in: around)
    }
  }

  /// Reads the whole elements of an array that is not finished on its first line.
  ///
  /// - Returns: where reading goes on.
  private mutating func readDamagedArray(at start: Int, in around: OracleSurroundings) -> Int {
    var elements: [JSONTree] = []
    var position = start + 1
    while true {
      let elementStart = parser.skippingBlanks(from: position)
      guard let (element, end) = try? parser.value(at: elementStart, depth: 1) else {
        append(elements, asEmptyArray: false, in: around)
        return lineAfter(elementStart)
      }
      elements.append(element)
      position = parser.skippingBlanks(from: end)
      guard parser.character(at: position) == "," else {
        append(elements, asEmptyArray: false, in: around)
        return lineAfter(end - 1)
      }
      position += 1
    }
  }

  /// Keeps one value that consists of `parts`.
  private mutating func append(
    _ parts: [JSONTree], asEmptyArray isEmptyArray: Bool, in around: OracleSurroundings
  ) {
    values.append(
      .whole(events: parts.flatMap { findings(in: $0, around) }, isEmptyArray: isEmptyArray))
  }

  /// Whether nothing stands before `position` on its line but what is skipped between values.
  private func isFirstOnLine(_ position: Int) -> Bool {
    var start = bytes[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    while let count = Self.countOfSkippedBytes(at: bytes[start...]) { start += count }
    return start == position
  }

  /// How many bytes in front are skipped between values: those of a blank, a NUL or a BOM.
  static func countOfSkippedBytes(at text: ArraySlice<UInt8>) -> Int? {
    switch text.first {
    case 0x00, 0x09, 0x0A, 0x0D, 0x20: 1
    case 0xEF: text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : nil
    default: nil
    }
  }

  /// The line feed of the line that holds `position`, or the end.
  private func lineEnd(_ position: Int) -> Int {
    bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  /// The start of the line after the one that holds `position`.
  private func lineAfter(_ position: Int) -> Int {
    min(bytes.count, lineEnd(position) + 1)
  }
}
