internal import Primitives

/// An object that is being read.
struct OpenObject {
  let place: EventReader.Place
  /// How many events were pending before it.
  let pendingBefore: Int
  var fields: ObjectFields
  /// Of the last member `message` that is an object.
  var message: ObjectFields
  /// Whether events were found inside.
  var holdsEvents = false
  /// Whether the innermost of ``EventReader/holders`` is that of this object.
  var isHolder = false
  /// How many events were pending before the member that is being read.
  var pendingBeforeMember: Int

  @inline(__always)
  init(_ place: EventReader.Place, _ pending: Int) {
    self.place = place
    pendingBefore = pending
    pendingBeforeMember = pending
    fields = ObjectFields(depth: place.depth, isMessage: place.isMessage)
    message = ObjectFields(depth: place.depth + 1, isMessage: true)
  }

  /// Whether its end may bring about anything.
  @inline(__always)
  var mayMatter: Bool { holdsEvents || fields.members.contains(.message) }
}

/// What becomes of an object at its closing brace.
extension EventReader {
  /// What was read of an event that lies in an open object.
  struct PendingEvent {
    var fields: KeptFields
    var message: KeptFields
  }

  /// Notes which of the pending events lie in the member that has just been read.
  @inline(never)
  mutating func noteEvents(
    _ bytes: Span<UInt8>, _ object: inout OpenObject, ofMemberAt offset: Int
  ) {
    if !object.isHolder {
      holders.append(MemberEvents())
      object.isHolder = true
    }
    var cursor = JSONCursor(offset: offset)
    guard (try? cursor.significantByte(bytes)) != nil, let name = try? cursor.skipString(bytes)
    else { return }
    let range = object.pendingBeforeMember..<pending.count
    holders[holders.count - 1].record(name, range, bytes)
    object.pendingBeforeMember = pending.count
  }

  /// Decides whether an object is an event, and which of the events inside it count.
  @inline(never)
  mutating func close(
    _ object: OpenObject, _ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>
  ) {
    guard object.holdsEvents || object.place.isInObject else {
      if Self.isEvent(object, table.span) {
        appendEvent(bytes, table.span, object.fields, object.message)
      }
      return
    }
    let holder = object.isHolder ? holders.removeLast() : nil
    if Self.isEvent(object, table.span) {
      if pending.count > object.pendingBefore {
        pending.removeSubrange(object.pendingBefore...)
      }
      if object.place.isInObject {
        pending.append(
          PendingEvent(
            fields: KeptFields(object.fields, in: table.span),
            message: KeptFields(object.message, in: table.span)))
      } else {
        appendEvent(bytes, table.span, object.fields, object.message)
      }
    } else if var holder, pending.count > object.pendingBefore {
      holder.removeOverridden(from: &pending)
    }
    if !object.place.isInObject, !pending.isEmpty { decodePending(object, bytes, &table) }
  }

  /// Decodes the events inside an object that is none itself and lies in no other.
  ///
  /// Events can lie in what other events hold, level by level. Only what counts when no object is
  /// open any more is worth decoding.
  private mutating func decodePending(
    _ object: OpenObject, _ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>
  ) {
    for event in pending {
      // The object is done with, and so are its rows of the table.
      var around = OpenObject(object.place, 0)
      event.fields.restore(to: &around.fields, in: &table)
      event.message.restore(to: &around.message, in: &table)
      appendEvent(bytes, table.span, around.fields, around.message)
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Whether an object is an event: a string `type`, and a `message` with a non-empty string `id`.
  @inline(__always)
  private static func isEvent(_ object: OpenObject, _ table: Span<RawJSON>) -> Bool {
    // Of two messages the last counts, whatever it is.
    guard object.fields.value(.message, in: table).kind == .object,
      object.fields.value(.type, in: table).isString
    else { return false }
    let id = object.message.value(.id, in: table)
    guard id.isString, id.count > 0 else { return false }
    // A two-factor callback has the same shape, and is none of ours.
    return !object.fields.members.contains(.platform) || object.message.members.holdsMoreThanID
  }
}
