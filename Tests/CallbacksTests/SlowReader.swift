/// The rules of reading, written down with no thought of speed or windows.
struct SlowReader {
  /// All values, the malformed ones too.
  private(set) var values = 0
  private(set) var malformed = 0
  private let bytes: [UInt8]
  private let valueLimit: Int

  init(_ bytes: [UInt8], valueLimit: Int = 64 << 20) {
    self.bytes = bytes
    self.valueLimit = valueLimit
    var offset = 0
    while let start = next(from: offset, besides: [0x20, 0x09, 0x0D, 0x0A, 0x00], marks: true) {
      offset = readValue(at: start)
    }
  }

  /// Reads the value at `start`, and returns where reading goes on.
  private mutating func readValue(at start: Int) -> Int {
    var value = SlowValue(bytes, start, valueLimit)
    let isWhole = value.isValue(depth: 0)
    if bytes[start] == UInt8(ascii: "["), bytes[start..<value.offset].contains(0x0A) {
      return readArray(at: start)
    }
    values += 1
    guard !isWhole else { return value.offset }
    malformed += 1
    return lineAfter(start)
  }

  /// Reads an array that goes on beyond its first line.
  private mutating func readArray(at start: Int) -> Int {
    values += 1
    var end = start + 1
    var isFirst = true
    while let offset = next(from: end, besides: [0x20, 0x09, 0x0D, 0x0A], marks: false) {
      if bytes[offset] == UInt8(ascii: "]") { return offset + 1 }
      var element = offset
      if !isFirst {
        guard bytes[offset] == UInt8(ascii: ",") else {
          reject()
          return bytes[end..<offset].contains(0x0A) ? offset : lineAfter(offset)
        }
        guard let behind = next(from: offset + 1, besides: [0x20, 0x09, 0x0D, 0x0A], marks: false)
        else { break }
        element = behind
      }
      var value = SlowValue(bytes, element, valueLimit)
      guard value.isValue(depth: 1) else {
        reject()
        return lineAfter(element)
      }
      end = value.offset
      isFirst = false
    }
    reject()
    return bytes.count
  }

  private mutating func reject() {
    values += 1
    malformed += 1
  }

  private func lineAfter(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }

  private func next(from start: Int, besides blanks: Set<UInt8>, marks: Bool) -> Int? {
    var offset = start
    while offset < bytes.count {
      if marks, bytes[offset...].starts(with: [0xEF, 0xBB, 0xBF]) {
        offset += 3
      } else if blanks.contains(bytes[offset]) {
        offset += 1
      } else {
        return offset
      }
    }
    return nil
  }
}

/// A place in JSON text that moves on as long as the grammar of RFC 8259 allows.
struct SlowValue {
  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
  private static let followers = blanks + Array(",[]{}\"".utf8)

  private(set) var offset: Int
  private let bytes: [UInt8]
  /// Behind the last byte that the value may have.
  private let end: Int

  init(_ bytes: [UInt8], _ start: Int, _ limit: Int) {
    self.bytes = bytes
    offset = start
    end = limit < bytes.count - start ? start + limit : bytes.count
  }

  private func isAt(_ characters: String) -> Bool {
    offset < end && characters.utf8.contains(bytes[offset])
  }

  /// Passes a value; else the offset is that of the damage.
  mutating func isValue(depth: Int) -> Bool {
    if isAt("{") { return isContainer(depth: depth, close: "}", hasKeys: true) }
    if isAt("[") { return isContainer(depth: depth, close: "]", hasKeys: false) }
    return isAt("\"") ? isString() : isScalar()
  }

  private mutating func isContainer(depth: Int, close: String, hasKeys: Bool) -> Bool {
    guard depth < 1024 else { return false }
    offset += 1
    skipBlanks()
    if take(close) { return true }
    while true {
      if hasKeys {
        guard isAt("\""), isString() else { return false }
        skipBlanks()
        guard take(":") else { return false }
        skipBlanks()
      }
      guard isValue(depth: depth + 1) else { return false }
      skipBlanks()
      if take(close) { return true }
      guard take(",") else { return false }
      skipBlanks()
    }
  }

  private mutating func isString() -> Bool {
    offset += 1
    while offset < end {
      if take("\"") { return true }
      guard bytes[offset] >= 0x20 else { return false }
      guard take("\\") else {
        offset += 1
        continue
      }
      if take("u") {
        for _ in 0..<4 { guard take("0123456789abcdefABCDEF") else { return false } }
      } else {
        guard take("\"\\/bfnrt") else { return false }
      }
    }
    return false
  }

  private mutating func isScalar() -> Bool {
    let first = offset
    while offset < end, !Self.followers.contains(bytes[offset]) { offset += 1 }
    // The end of the bytes ends a value; the end of what a value may be long does not.
    if offset < bytes.count, !Self.followers.contains(bytes[offset]) { return false }
    let text = bytes[first..<offset]
    if ["true", "false", "null"].contains(where: { text.elementsEqual($0.utf8) }) { return true }
    var number = SlowValue(bytes, first, offset - first)
    if number.isNumber() { return true }
    offset = first
    return false
  }

  private mutating func isNumber() -> Bool {
    _ = take("-")
    if !take("0"), !takeDigits() { return false }
    if take("."), !takeDigits() { return false }
    if take("eE") {
      _ = take("+-")
      guard takeDigits() else { return false }
    }
    return offset == end
  }

  private mutating func takeDigits() -> Bool {
    let first = offset
    while take("0123456789") {}
    return offset > first
  }

  private mutating func skipBlanks() {
    while offset < end, Self.blanks.contains(bytes[offset]) { offset += 1 }
  }

  /// Passes one of these characters.
  private mutating func take(_ characters: String) -> Bool {
    guard isAt(characters) else { return false }
    offset += 1
    return true
  }
}
