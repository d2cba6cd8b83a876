internal import Primitives

// Keys as bytes that have the order of rows, and that mean the same without a pool.
//
//     missing  0
//     flag     0 or 1
//     number   1, then the number as a big-endian UInt64 with its sign bit flipped
//     period   1, then the milliseconds since the epoch, as a number
//     text     1, then its bytes, with 0 written as 0 255, then 0 0
//
// No part is the beginning of another, so that parts are compared one by one, and so that whatever
// stands behind a key is told apart from it.

/// How the values of a part of a key are written.
enum KeyForm {
  case period, flag, number, text
}

/// One part of the key of a row.
enum KeyValue: Equatable {
  case period(Timestamp?)
  /// A flag, an integer, a text that is not empty, or missing.
  case value(Value)
}

extension [UInt8] {
  mutating func appendMissingKey() {
    append(0)
  }

  mutating func append(keyNumber number: Int64) {
    append(1)
    append(bigEndian: UInt64(bitPattern: number) ^ 1 << 63)
  }

  /// Appends a text; an empty one is missing.
  mutating func append(keyText text: Span<UInt8>) {
    guard !text.isEmpty else { return appendMissingKey() }
    append(1)
    for index in text.indices {
      append(text[index])
      if text[index] == 0 { append(0xFF) }
    }
    append(0)
    append(0)
  }

  mutating func append(keyName name: StaticString?) {
    guard let name else { return appendMissingKey() }
    var text: [UInt8] = []
    text.append(name)
    append(keyText: text.span)
  }
}

extension Span<UInt8> {
  /// Reads the parts of a key, whose end must be the end of the bytes.
  func keyValues(_ parts: [KeyPart]) throws(RecordDamage) -> [KeyValue] {
    var values: [KeyValue] = []
    values.reserveCapacity(parts.count)
    var position = 0
    for part in parts { values.append(try keyValue(part.form, at: &position)) }
    guard position == count else { throw RecordDamage() }
    return values
  }

  private func keyValue(
    _ form: KeyForm, at position: inout Int
  ) throws(RecordDamage) -> KeyValue {
    guard position < count, self[position] < 2 else { throw RecordDamage() }
    let isMissing = self[position] == 0
    position += 1
    switch form {
    case .period:
      if isMissing { return .period(nil) }
      let milliseconds = try keyNumber(at: &position)
      guard let start = Timestamp(checkedMilliseconds: milliseconds) else { throw RecordDamage() }
      return .period(start)
    case .flag:
      return .value(.boolean(!isMissing))
    case .number:
      return .value(isMissing ? .missing : .integer(try keyNumber(at: &position)))
    case .text:
      return .value(isMissing ? .missing : .text(try keyText(at: &position)))
    }
  }

  private func keyNumber(at position: inout Int) throws(RecordDamage) -> Int64 {
    guard count - position >= 8 else { throw RecordDamage() }
    defer { position += 8 }
    return Int64(bitPattern: word(at: position).byteSwapped ^ 1 << 63)
  }

  private func keyText(at position: inout Int) throws(RecordDamage) -> [UInt8] {
    var text: [UInt8] = []
    while true {
      guard position < count else { throw RecordDamage() }
      let byte = self[position]
      position += 1
      if byte == 0 {
        guard position < count else { throw RecordDamage() }
        position += 1
        if self[position - 1] == 0 { break }
        guard self[position - 1] == 0xFF else { throw RecordDamage() }
      }
      text.append(byte)
    }
    guard !text.isEmpty else { throw RecordDamage() }
    return text
  }
}
