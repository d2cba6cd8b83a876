internal import Primitives

// A message id as the key of a record in a section of its home:
//
//     dated    3 bytes big-endian  milliseconds since the beginning of the hour
//              10 bytes            the 16 characters behind the digits, five bits each, the first
//                                  character in the highest bits: 2 to 7 are 0 to 5, a to z are 6 to 31
//     undated  the id
//
// Both sort as the ids do.

enum HomeKey {
  static let datedByteCount = 13
  private static let digitCount = 13

  /// Appends the key of an id that has this home.
  static func append(_ id: Span<UInt8>, _ home: Home, to key: inout [UInt8]) {
    guard let start = home.start else { return key.append(id) }
    var milliseconds: Int64 = 0
    for index in 0..<digitCount {
      milliseconds = milliseconds * 10 + Int64(id[index] - UInt8(ascii: "0"))
    }
    milliseconds -= start.millisecondsSinceEpoch
    key.append(UInt8(truncatingIfNeeded: milliseconds >> 16))
    key.append(UInt8(truncatingIfNeeded: milliseconds >> 8))
    key.append(UInt8(truncatingIfNeeded: milliseconds))
    for half in 0..<2 {
      var bits: UInt64 = 0
      for index in 0..<8 {
        bits = bits << 5 | UInt64(value(id[digitCount + half * 8 + index]))
      }
      for shift in stride(from: 32, through: 0, by: -8) {
        key.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
      }
    }
  }

  /// Appends the digits of a dated id, of which there are thirteen: their first one is not zero.
  private static func appendDigits(of milliseconds: Int64, to id: inout [UInt8]) {
    let end = id.count + digitCount
    for _ in 0..<digitCount { id.append(0) }
    var rest = UInt64(milliseconds)
    for offset in 1...digitCount {
      id[end - offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  private static func value(_ character: UInt8) -> UInt8 {
    character <= UInt8(ascii: "7")
      ? character - UInt8(ascii: "2") : character - UInt8(ascii: "a") + 6
  }

  private static func character(_ value: UInt8) -> UInt8 {
    value < 6 ? UInt8(ascii: "2") + value : UInt8(ascii: "a") + value - 6
  }

  /// Appends the id that has this home and key.
  ///
  /// - Throws: ``RecordDamage`` for a key that no id of this home has.
  static func appendID(
    _ key: Span<UInt8>, _ home: Home, to id: inout [UInt8]
  ) throws(RecordDamage) {
    guard let start = home.start else {
      guard !key.isEmpty else { throw RecordDamage() }
      return id.append(key)
    }
    guard key.count == datedByteCount else { throw RecordDamage() }
    let milliseconds = Int64(key[0]) << 16 | Int64(key[1]) << 8 | Int64(key[2])
    guard milliseconds < Home.millisecondsInHour else { throw RecordDamage() }
    appendDigits(of: start.millisecondsSinceEpoch + milliseconds, to: &id)
    for half in 0..<2 {
      var bits: UInt64 = 0
      for index in 0..<5 { bits = bits << 8 | UInt64(key[3 + half * 5 + index]) }
      for shift in stride(from: 35, through: 0, by: -5) {
        id.append(character(UInt8(truncatingIfNeeded: bits >> UInt64(shift)) & 31))
      }
    }
  }
}
