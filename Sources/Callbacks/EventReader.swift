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

  /// What was read of the messages of the objects that are open, the innermost object's last.
  private var messages: [ObjectFields] = []
  /// Events inside objects that are open, and may yet turn out to be events themselves.
  private var pending: [PendingEvent] = []
  private var openObjects = 0
  private var predictions = KeyPredictions()

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
      messages.removeAll(keepingCapacity: true)
      pending.removeAll(keepingCapacity: true)
      openObjects = 0
      throw error
    }
  }

  @inline(__always)
  private mutating func walkValue(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int, isMessage: Bool = false
  ) throws(JSONDamage) -> RawJSON {
    let start = cursor.offset
    switch try cursor.byte(bytes) {
    case UInt8(ascii: "\""):
      return try cursor.skipString(bytes)
    case UInt8(ascii: "{"):
      try walkObject(bytes, &cursor, depth: depth, isMessage: isMessage)
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

  /// Walks the object at the cursor, and notes the event that it is or the events inside it.
  ///
  /// A message leaves what was read of it in `messages`. Nothing as large may stay in the frame of
  /// this function: there are as many frames as levels.
  private mutating func walkObject(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int, isMessage: Bool
  ) throws(JSONDamage) {
    guard depth < Self.depthLimit else { throw JSONDamage(.tooDeep, at: cursor.offset) }
    cursor.offset += 1
    if try cursor.significantByte(bytes) == UInt8(ascii: "}") {
      cursor.offset += 1
      return
    }
    var fields = ObjectFields()
    var found: MemberEvents?
    let outside = OpenCounts(messages: messages.count, events: pending.count)
    openObjects += 1
    var place = 0
    while true {
      let slot = KeyPredictions.slot(place: place, isMessage: isMessage)
      let (name, key) = try readKey(bytes, &cursor, slot)
      place += 1
      let eventsBefore = pending.count
      if key == .message, messages.count > outside.messages { dropMessage() }
      fields[key] = try walkValue(bytes, &cursor, depth: depth + 1, isMessage: key == .message)
      if key != .id { fields.membersBesideID += 1 }
      // Events in a member mean that this is a wrapper: rare, and off the path of raw bodies.
      if pending.count > outside.events {
        Self.record(name, eventsBefore..<pending.count, bytes, &found)
      }

      switch try cursor.significantByte(bytes) {
      case UInt8(ascii: ","):
        cursor.offset += 1
        _ = try cursor.significantByte(bytes)
      case UInt8(ascii: "}"):
        cursor.offset += 1
        closeObject(bytes, &fields, &found, outside, isMessage)
        return
      default:
        throw JSONDamage(.unexpectedByte, at: cursor.offset)
      }
    }
  }

  /// Reads a key and its colon, up to the first byte of the value.
  @inline(__always)
  private mutating func readKey(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, _ slot: Int
  ) throws(JSONDamage) -> (name: RawJSON, key: MemberKey) {
    let start = cursor.offset
    let predicted = predictions[slot].match(bytes, at: start)
    guard predicted > 0 else { return try readUnpredictedKey(bytes, &cursor, slot) }
    cursor.offset += predicted
    _ = try cursor.significantByte(bytes)
    return (RawJSON(.string, start + 1, start + predicted - 2), predictions[slot].key)
  }

  @inline(never)
  private mutating func readUnpredictedKey(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, _ slot: Int
  ) throws(JSONDamage) -> (name: RawJSON, key: MemberKey) {
    let start = cursor.offset
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
    if name.kind == .string, cursor.offset == name.end + 2 {
      predictions[slot].update(bytes, start..<cursor.offset, key)
    }
    _ = try cursor.significantByte(bytes)
    return (name, key)
  }

  @inline(never)
  private static func escapedKey(_ bytes: Span<UInt8>, _ name: RawJSON) -> MemberKey {
    name.withText(bytes) { MemberKey($0, 0, $0.count) }
  }
}

/// What becomes of an object at its closing brace.
extension EventReader {
  /// How much was open before an object began.
  private struct OpenCounts {
    var messages: Int
    var events: Int
  }

  /// What was read of an event that lies in an open object.
  private struct PendingEvent {
    var fields: ObjectFields
    var message: ObjectFields
  }

  /// Forgets a message: its key occurs again.
  @inline(never)
  private mutating func dropMessage() {
    messages.removeLast()
  }

  @inline(never)
  private static func record(
    _ name: RawJSON, _ events: Range<Int>, _ bytes: Span<UInt8>, _ found: inout MemberEvents?
  ) {
    var members = found ?? MemberEvents()
    found = nil
    members.record(name, events, bytes)
    found = members
  }

  /// Decides whether an object is an event, and which of the events inside it count.
  ///
  /// The members come `inout` because they would else be copied to the caller's frame.
  @inline(never)
  private mutating func closeObject(
    _ bytes: Span<UInt8>, _ fields: inout ObjectFields, _ found: inout MemberEvents?,
    _ outside: OpenCounts, _ isMessage: Bool
  ) {
    openObjects -= 1
    if !closeEvent(bytes, fields, outside), pending.count > outside.events {
      found?.removeOverridden(from: &pending)
    }
    if openObjects == 0, !pending.isEmpty { decodePending(bytes) }
    if isMessage { messages.append(fields) }
  }

  /// Takes an object for the event that it is, if it is one, and drops the events inside it.
  ///
  /// Events can lie in what other events hold, level by level. Only what counts when no object is
  /// open any more is worth decoding.
  @inline(__always)
  private mutating func closeEvent(
    _ bytes: Span<UInt8>, _ fields: ObjectFields, _ outside: OpenCounts
  ) -> Bool {
    guard messages.count > outside.messages else { return false }
    let message = messages.removeLast()
    guard Self.isEvent(fields, message) else { return false }
    if pending.count > outside.events { pending.removeSubrange(outside.events...) }
    if openObjects == 0 {
      appendEvent(bytes, fields, message)
    } else {
      pending.append(PendingEvent(fields: fields, message: message))
    }
    return true
  }

  private mutating func decodePending(_ bytes: Span<UInt8>) {
    for event in pending { appendEvent(bytes, event.fields, event.message) }
    pending.removeAll(keepingCapacity: true)
  }

  /// Whether an object is an event: a string `type`, and a `message` with a non-empty string `id`.
  private static func isEvent(_ fields: ObjectFields, _ message: ObjectFields) -> Bool {
    guard fields[.type].isString else { return false }
    let id = message[.id]
    guard id.isString, id.count > 0 else { return false }
    // A two-factor callback has the same shape, and is none of ours.
    return fields[.platform] == .absent || message.membersBesideID > 0
  }
}
