internal import Primitives

/// Reads one JSON value, strictly, and gathers the events in it, wherever they lie.
///
/// One walk does both. Each object is read as if it were an event, with the places of the members
/// that count put down as they pass by; at its closing brace it is known to be one or not. If it
/// is, what was found inside it is dropped again, for the inside of an event is not searched. So a
/// callback costs one pass over its bytes, a wrapper no more than the bytes it adds, and an event
/// inside a wrapper a second pass, once it is known to count.
///
/// Strings that may hold JSON text are noted as places, for whoever reads texts: see ``Finding``.
///
/// The walk hands its cursor down and back by value, and writes fields to one table for all levels:
/// nothing is copied or allocated from value to value.
struct EventReader {
  /// Values nested deeper than this are damaged.
  static let depthLimit = 1024

  var batch = EventBatch()
  /// Hashes of the recipients of an event: those that are stored, and those by which several are counted.
  ///
  /// Kept for their capacity.
  var recipientHashes: [UInt64] = []
  var recipientPrints: [UInt64] = []
  /// Reads times of the same day fast.
  var recentDay = RecentDay()
  let stableHash = StableHash.stable
  let secretHash = StableHash.perProcess
  /// Whether an event was left out, because a text of it is longer than any is.
  var hasOverlongText = false
  /// How many events and texts of a value are held at most.
  var batchLimit = Int.max
  /// Whether the value that was read has more of them: see ``readOn(_:)``.
  var overflows = false
  /// Whether strings are looked at, as those in texts are down to a level.
  var searchesTexts = true
  /// When the receiver got what is being read, as what lies around the value says.
  var outerArrival: Timestamp?

  /// The texts in the value, in order.
  var texts: [FoundText] = []
  /// What lies inside objects that are open, and may yet turn out to be events themselves.
  var findings = Findings()
  /// What was found in an object that lies in no other, as far as it was not decoded yet.
  var unsettled = Findings()
  /// Of each open object that holds some of them: which members do, the innermost object's last.
  var memberFindings: [MemberFindings] = []
  var keys = KeyChain()
  /// The fields of all levels, see ``ObjectFields``; lent to the walk while it goes on.
  private var table: [RawJSON] = []
  /// How many levels the table has.
  private var levels = 0

  /// Reads the value that begins at the cursor, and moves the cursor behind it.
  ///
  /// The value lies in `depth` arrays and objects. Its events are in ``batch`` afterwards, and its
  /// texts in ``texts``, unless it ``overflows``.
  ///
  /// - Throws: ``JSONDamage``; both are then empty, and the cursor where it was.
  mutating func readValue(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONDamage) {
    batch.begin()
    if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
    if hasOverlongText { hasOverlongText = false }
    if overflows { forgetUnsettled() }
    var table: [RawJSON] = []
    swap(&table, &self.table)
    defer { swap(&table, &self.table) }
    while true {
      do throws(JSONDamage) {
        var fields = table.mutableSpan
        let place = Place(depth: depth)
        cursor = try walkValue(bytes, &fields, cursor, place)
        batch.end()
        return
      } catch {
        forgetValue()
        // Most values have a few levels, so that the table begins small.
        guard error.reason == .tooDeep, levels < Self.depthLimit else { throw error }
        levels = min(max(8, levels * 4), Self.depthLimit)
        table = [RawJSON](repeating: .absent, count: levels * ObjectFields.levelSize)
      }
    }
  }

  /// Calls `body` with the table of fields, for a walk over an accepted value.
  mutating func withTable<Result>(
    _ body: (inout EventReader, inout MutableSpan<RawJSON>) -> Result
  ) -> Result {
    var table: [RawJSON] = []
    swap(&table, &self.table)
    defer { swap(&table, &self.table) }
    var fields = table.mutableSpan
    return body(&self, &fields)
  }

  private mutating func forgetValue() {
    batch.removeAll()
    texts.removeAll(keepingCapacity: true)
    findings.removeAll()
    forgetUnsettled()
    memberFindings.removeAll(keepingCapacity: true)
  }

  /// Forgets what is left of a value that overflowed.
  mutating func forgetUnsettled() {
    overflows = false
    reuseUnsettled()
  }

  /// Where a value lies.
  struct Place {
    /// How many arrays and objects are around it.
    var depth: Int
    var isInObject = false
    /// Whether it is the `message` of the object around it.
    var isMessage = false
  }

  /// Walks any value, and returns the cursor behind it.
  @inline(__always)
  private mutating func walkValue(
    _ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>, _ start: JSONCursor, _ place: Place
  ) throws(JSONDamage) -> JSONCursor {
    var cursor = start
    switch try cursor.byte(bytes) {
    case UInt8(ascii: "{"): return try walkObject(bytes, &table, cursor, place).end
    case UInt8(ascii: "["): return try walkArray(bytes, &table, cursor, place)
    case UInt8(ascii: "\""):
      let string = try cursor.skipString(bytes)
      if string.kind == .quotingString { note(string, as: .text, isInObject: place.isInObject) }
    default: _ = try cursor.skipScalar(bytes)
    }
    return cursor
  }

  /// Not inlined, because then ``walkValue(_:_:_:_:)`` is, and values cost one call less.
  @inline(never)
  private mutating func walkArray(
    _ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>, _ start: JSONCursor, _ place: Place
  ) throws(JSONDamage) -> JSONCursor {
    var cursor = start
    guard place.depth < Self.depthLimit else { throw JSONDamage(.tooDeep, at: cursor.offset) }
    let inside = Place(depth: place.depth + 1, isInObject: place.isInObject)
    cursor.offset &+= 1
    if try cursor.significantByte(bytes) == UInt8(ascii: "]") {
      cursor.offset &+= 1
      return cursor
    }
    while true {
      cursor = try walkValue(bytes, &table, cursor, inside)
      let byte = try cursor.significantByte(bytes)
      guard byte == UInt8(ascii: ",") else {
        guard byte == UInt8(ascii: "]") else {
          throw JSONDamage(.unexpectedByte, at: cursor.offset)
        }
        cursor.offset &+= 1
        return cursor
      }
      cursor.offset &+= 1
      _ = try cursor.significantByte(bytes)
    }
  }

  /// Walks the object at `start`, and notes the event that it is or the events inside it.
  mutating func walkObject(
    _ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>, _ start: JSONCursor, _ place: Place
  ) throws(JSONDamage) -> (end: JSONCursor, fields: ObjectFields) {
    guard place.depth < levels else { throw JSONDamage(.tooDeep, at: start.offset) }
    var cursor = start
    var object = OpenObject(place, findings.count)
    var link = place.isMessage ? KeyChain.messageStart : KeyChain.objectStart
    // The cursor stands at the brace, and then behind each value.
    while true {
      let separatorOffset = cursor.offset
      let key: MemberKey
      let next = keys.next(after: link)
      if let plainCount = bytes.plainCount(at: separatorOffset, behind: next.text) {
        link = next.link
        if next.opening != .other, !object.hasFindings,
          let value = Self.plainText(bytes, &cursor, next, plainCount, place)
        {
          // The rule: a text of which nothing is known but its place.
          object.fields.set(next.member, value, in: &table)
          continue
        }
        cursor.move(
          to: separatorOffset &+ Int(next.valueOffset), passingLineFeed: next.passesLineFeed)
        key = next.member
      } else {
        guard try Self.passSeparator(bytes, &cursor, isFirst: KeyChain.isStart(link)) else {
          if object.mayMatter { close(object, start.offset..<cursor.offset, bytes, &table) }
          return (cursor, object.fields)
        }
        (cursor, link, key) = try readUnexpectedKey(bytes, cursor, link, from: separatorOffset)
      }
      let value: RawJSON
      switch try cursor.byte(bytes) {
      case UInt8(ascii: "\""): value = try cursor.skipString(bytes)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = try cursor.skipScalar(bytes)
      default: (value, cursor) = try walkMember(bytes, &table, cursor, &object, key)
      }
      object.fields.set(key, value, in: &table)
      // JSON text with an event has quotes inside, but not where it is encoded.
      if value.kind == .quotingString || key.mayBeEncoded { noteText(value, of: key, in: &object) }
      // Events in a member mean that this is a wrapper: rare, and off the path of raw bodies.
      if object.hasFindings { noteFindings(bytes, &object, ofMemberBehind: separatorOffset) }
    }
  }

  /// Walks the value of a member that is neither a string nor a number right behind its colon, and
  /// returns the cursor behind it.
  @inline(never)
  private mutating func walkMember(
    _ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>, _ start: JSONCursor,
    _ object: inout OpenObject, _ key: MemberKey
  ) throws(JSONDamage) -> (RawJSON, end: JSONCursor) {
    var cursor = start
    var place = Place(depth: object.place.depth &+ 1, isInObject: true)
    var kind = RawJSON.Kind.object
    let byte = try cursor.significantByte(bytes)
    let offset = cursor.offset
    switch byte {
    case UInt8(ascii: "["):
      if let value = try loneString(bytes, &cursor, place) { return (value, cursor) }
      kind = .array
      cursor = try walkArray(bytes, &table, cursor, place)
    case UInt8(ascii: "{"):
      place.isMessage = key == .message
      let (end, fields) = try walkObject(bytes, &table, cursor, place)
      cursor = end
      if key == .message {
        object.message = fields
      } else if key.isAdopted {
        adopt(fields, of: key, by: &object, bytes, &table)
      }
    case UInt8(ascii: "\""):
      let string = try cursor.skipString(bytes)
      return (string, cursor)
    default:
      let scalar = try cursor.skipScalar(bytes)
      return (scalar, cursor)
    }
    if findings.count > object.findingsBefore { object.hasFindings = true }
    return (RawJSON(kind, offset, cursor.offset), cursor)
  }

  /// Reads an array of one string without escapes; else the cursor stays.
  @inline(__always)
  private func loneString(
    _ bytes: Span<UInt8>, _ cursor: inout JSONCursor, _ place: Place
  ) throws(JSONDamage) -> RawJSON? {
    guard place.depth < Self.depthLimit else { return nil }
    var inside = cursor
    inside.offset &+= 1
    guard try inside.byte(bytes) == UInt8(ascii: "\"") else { return nil }
    let string = try inside.skipString(bytes)
    guard string.kind == .string, try inside.byte(bytes) == UInt8(ascii: "]") else { return nil }
    inside.offset &+= 1
    cursor = inside
    return RawJSON(.loneString, string.start, string.end)
  }
}
