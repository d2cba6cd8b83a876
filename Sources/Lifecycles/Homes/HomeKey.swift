internal import Primitives

// A message id as the key of a record in a section of its home:
//
//     dated    3 bytes big-endian  milliseconds since the beginning of the hour
//              10 bytes            the 16 characters behind the digits, as in ``IDCharacters``
//     undated  the id
//
// Both sort as the ids do.

enum HomeKey {
  static let datedByteCount = 13

  /// Appends the key of an id that has this home.
  static func append(_ id: MessageID, _ overflow: [UInt8], _ home: Home, to key: inout [UInt8]) {
    guard let start = home.start, let parts = id.parts else {
      return id.append(to: &key, overflow)
    }
    let milliseconds = parts.milliseconds - UInt64(start.millisecondsSinceEpoch)
    key.append(addingCapacity: datedByteCount) { key in
      append(bigEndian: milliseconds, byteCount: 3, to: &key)
      append(bigEndian: parts.characters.first, byteCount: 5, to: &key)
      append(bigEndian: parts.characters.last, byteCount: 5, to: &key)
    }
  }

  /// The id that has this home and key.
  ///
  /// - Throws: ``RecordDamage`` for a key that no id of this home has.
  static func id(
    _ key: Span<UInt8>, _ home: Home, overflow: inout [UInt8]
  ) throws(RecordDamage) -> MessageID {
    guard let start = home.start else {
      guard !key.isEmpty else { throw RecordDamage() }
      return MessageID(key, overflow: &overflow)
    }
    guard key.count == datedByteCount else { throw RecordDamage() }
    let milliseconds = word(key.extracting(0..<3))
    guard milliseconds < Milliseconds.hour else { throw RecordDamage() }
    return MessageID(
      milliseconds: UInt64(start.millisecondsSinceEpoch) + milliseconds,
      IDCharacters(first: word(key.extracting(3..<8)), last: word(key.extracting(8..<13))))
  }

  private static func append(
    bigEndian word: UInt64, byteCount: Int, to key: inout OutputSpan<UInt8>
  ) {
    for index in (0..<byteCount).reversed() {
      key.append(UInt8(truncatingIfNeeded: word >> UInt64(index * 8)))
    }
  }

  private static func word(_ bytes: Span<UInt8>) -> UInt64 {
    UInt64(bytes.bigEndianPrefix >> UInt128(128 - bytes.count * 8))
  }
}
