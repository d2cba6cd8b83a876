internal import Primitives

/// Reads one JSON value, strictly, and gathers the events in it, wherever they lie.
///
/// One walk does both. Each object is read as if it were an event, with the places of the members
/// that count put down as they pass by; at its closing brace it is known to be one or not. If it
/// is, the events found inside it are dropped again, for the inside of an event is not searched.
/// So a callback costs one pass over its bytes, and a wrapper no more than the bytes it adds.
struct EventReader {
  /// Values nested deeper than this are damaged.
  static let depthLimit = 1024

  var batch = EventBatch()
  /// Hashes of the recipients being counted; kept for its capacity.
  var recipientHashes: [UInt64] = []

  /// Reads the value that begins at the cursor, and moves the cursor behind it.
  ///
  /// The value lies in `depth` arrays and objects. Its events are in ``batch`` afterwards.
  ///
  /// - Throws: ``JSONDamage``; the batch is then empty.
  mutating func readValue(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONDamage) {
    batch.removeAll()
    do throws(JSONDamage) {
      _ = try walkValue(bytes, &cursor, depth: depth)
    } catch {
      batch.removeAll()
      throw error
    }
  }

  @inline(__always)
  private mutating func walkValue(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONDamage) -> RawJSON {
    let start = cursor.offset
    switch try cursor.byte(bytes) {
    case UInt8(ascii: "\""):
      return try cursor.skipString(bytes)
    case UInt8(ascii: "{"):
      var fields = ObjectFields()
      try walkObject(bytes, &cursor, depth: depth, into: &fields)
      return RawJSON(.object, start, cursor.offset)
    case UInt8(ascii: "["):
      try walkArray(bytes, &cursor, depth: depth)
      return RawJSON(.array, start, cursor.offset)
    default:
      return try cursor.skipScalar(bytes)
    }
  }

  private mutating func walkArray(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONDamage) {
    guard depth < Self.depthLimit else { throw JSONDamage(.tooDeep, at: cursor.offset) }
    cursor.offset += 1
    if try cursor.significantByte(bytes) == UInt8(ascii: "]") {
      cursor.offset += 1
      return
    }
    while true {
      _ = try walkValue(bytes, &cursor, depth: depth + 1)
      switch try cursor.significantByte(bytes) {
      case UInt8(ascii: ","):
        cursor.offset += 1
        _ = try cursor.significantByte(bytes)
      case UInt8(ascii: "]"):
        cursor.offset += 1
        return
      default:
        throw JSONDamage(.unexpectedByte, at: cursor.offset)
      }
    }
  }

  /// Walks the object at the cursor, and appends the event that it is or the events inside it.
  private mutating func walkObject(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int, into fields: inout ObjectFields
  ) throws(JSONDamage) {
    guard depth < Self.depthLimit else { throw JSONDamage(.tooDeep, at: cursor.offset) }
    let firstEvent = batch.events.count
    var found = MemberEvents()
    var message = ObjectFields()
    cursor.offset += 1
    if try cursor.significantByte(bytes) == UInt8(ascii: "}") {
      cursor.offset += 1
      return
    }
    while true {
      let (name, key) = try readKey(bytes, &cursor)
      let eventsBefore = batch.events.count
      if key == .message, try cursor.byte(bytes) == UInt8(ascii: "{") {
        let start = cursor.offset
        message = ObjectFields()
        try walkObject(bytes, &cursor, depth: depth + 1, into: &message)
        fields[key] = RawJSON(.object, start, cursor.offset)
      } else {
        fields[key] = try walkValue(bytes, &cursor, depth: depth + 1)
      }
      if key != .id { fields.membersBesideID += 1 }
      // Events in a member mean that this is a wrapper: rare, and off the path of raw bodies.
      if batch.events.count > firstEvent {
        found.record(name, eventsBefore..<batch.events.count, bytes)
      }

      switch try cursor.significantByte(bytes) {
      case UInt8(ascii: ","):
        cursor.offset += 1
        _ = try cursor.significantByte(bytes)
      case UInt8(ascii: "}"):
        cursor.offset += 1
        if Self.isEvent(fields, message) {
          batch.events.removeSubrange(firstEvent...)
          appendEvent(bytes, fields, message)
        } else if batch.events.count > firstEvent {
          found.removeOverridden(from: &batch.events)
        }
        return
      default:
        throw JSONDamage(.unexpectedByte, at: cursor.offset)
      }
    }
  }

  /// Reads a key and its colon, up to the first byte of the value.
  @inline(__always)
  private mutating func readKey(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor
  ) throws(JSONDamage) -> (name: RawJSON, key: MemberKey) {
    guard try cursor.byte(bytes) == UInt8(ascii: "\"") else {
      throw JSONDamage(.unexpectedByte, at: cursor.offset)
    }
    let name = try cursor.skipString(bytes)
    let key =
      name.kind == .string
      ? MemberKey(bytes, name.start, name.end) : Self.escapedKey(bytes, name)
    guard try cursor.significantByte(bytes) == UInt8(ascii: ":") else {
      throw JSONDamage(.unexpectedByte, at: cursor.offset)
    }
    cursor.offset += 1
    _ = try cursor.significantByte(bytes)
    return (name, key)
  }

  @inline(never)
  private static func escapedKey(_ bytes: Span<UInt8>, _ name: RawJSON) -> MemberKey {
    var text: [UInt8] = []
    JSONText.decode(bytes, name.start..<name.end, to: &text)
    return MemberKey(text.span, 0, text.count)
  }

  /// Whether an object is an event: a string `type`, and a `message` with a non-empty string `id`.
  @inline(__always)
  private static func isEvent(_ fields: ObjectFields, _ message: ObjectFields) -> Bool {
    guard fields[.type].isString, fields[.message].kind == .object else { return false }
    let id = message[.id]
    guard id.isString, id.count > 0 else { return false }
    // A two-factor callback has the same shape, and is none of ours.
    return fields[.platform] == .absent || message.membersBesideID > 0
  }
}
