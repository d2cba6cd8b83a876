internal import Primitives

/// What becomes of an object at its closing brace.
extension EventReader {
  /// Notes what lies in the member that has just been read.
  @inline(never)
  mutating func noteFindings(
    _ bytes: Span<UInt8>, _ object: inout OpenObject, ofMemberBehind separatorOffset: Int
  ) {
    if !object.isHolder {
      memberFindings.append(MemberFindings())
      object.isHolder = true
    }
    var cursor = JSONCursor(offset: separatorOffset)
    // The brace or the comma.
    guard (try? cursor.significantByte(bytes)) != nil else { return }
    cursor.offset += 1
    guard (try? cursor.significantByte(bytes)) != nil, let name = try? cursor.skipString(bytes)
    else { return }
    let range = object.findingsBeforeMember..<findings.count
    memberFindings[memberFindings.count - 1].record(name, range, bytes)
    object.findingsBeforeMember = findings.count
  }

  /// Decides whether an object is an event, and what counts of that which lies in it.
  @inline(never)
  mutating func close(
    _ object: OpenObject, _ range: Range<Int>, _ bytes: Span<UInt8>,
    _ table: inout MutableSpan<RawJSON>
  ) {
    let isInObject = object.place.isInObject
    let holder = object.isHolder ? memberFindings.removeLast() : nil
    let raw = RawJSON(.object, range.lowerBound, range.upperBound)
    if Self.isEvent(object, table.span) {
      if object.hasFindings { findings.removeAll(from: object.findingsBefore) }
      if isInObject {
        findings.append(Finding(raw, .event))
      } else if admitsOneMore() {
        appendEvent(bytes, table.span, object.fields, object.message)
        // Only what is long has texts that are.
        if range.count >= ReadingRules.textLimit { leaveOutOverlongEvent() }
      }
    } else if range.count <= TypedValues.sizeLimit, isTypedEvent(object, table.span) {
      if object.hasFindings { findings.removeAll(from: object.findingsBefore) }
      findings.append(Finding(raw, .typedEvent))
    } else if let holder, findings.count > object.findingsBefore {
      findings.takeBack(holder.overridden)
      settleMembers(of: object, bytes, table.span)
    }
    if !isInObject, !findings.isEmpty { settle(bytes, &table) }
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
