internal import Primitives

/// What lies in a value besides bare events.
extension EventReader {
  /// Notes the text that a member may be.
  @inline(never)
  mutating func noteText(_ value: RawJSON, of key: MemberKey, in object: inout OpenObject) {
    guard value.isString else { return }
    let form: Finding.Form =
      switch key {
      case .data: .encoded
      case .body: .body
      default: .text
      }
    let place = findings.count
    note(value, as: form, isInObject: true)
    if key == .body, findings.count > place { object.bodyFinding = place }
    object.hasFindings = findings.count > object.findingsBefore
  }

  /// Notes a string that may be a text.
  @inline(never)
  mutating func note(_ string: RawJSON, as form: Finding.Form, isInObject: Bool) {
    guard searchesTexts, string.count >= Finding.leastTextLength else { return }
    let text = Finding(string, form)
    if isInObject {
      findings.append(text)
    } else if admitsOneMore() {
      texts.append(FoundText(text: text, eventCount: batch.count))
    }
  }

  /// Whether one event or text more may be held; if not, the value overflows from now on.
  mutating func admitsOneMore() -> Bool {
    if batch.count + texts.count < batchLimit { return true }
    overflows = true
    return false
  }

  /// Brings what an object that is no event says to that which lies in it.
  mutating func settleMembers(
    of object: OpenObject, _ bytes: Span<UInt8>, _ table: Span<RawJSON>
  ) {
    let arrival = wrapperArrival(bytes, table, object.fields)
    if let arrival { findings.stamp(arrival, from: object.findingsBefore) }
    // Of two members of this name the first is taken back, whatever the last one is.
    guard let body = object.bodyFinding, object.fields.value(.body, in: table).isString else {
      return
    }
    let isEncoded = object.fields.value(.isBase64Encoded, in: table).kind == .true
    findings.setForm(of: body, isEncoded ? .encoded : .text)
  }

  /// Decodes the events in an object that lies in no other, and hands on its texts.
  ///
  /// Only what counts when no object is open any more is worth decoding. An event is walked once
  /// more for it: its members have given way to those of other objects.
  mutating func settle(_ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>) {
    unsettled.removeAll()
    swap(&unsettled, &findings)
    unsettled.beginTaking()
    settleOn(bytes, &table)
  }

  /// Goes on with that, as far as there is room.
  private mutating func settleOn(_ bytes: Span<UInt8>, _ table: inout MutableSpan<RawJSON>) {
    while let item = unsettled.first() {
      guard admitsOneMore() else { return }
      unsettled.removeFirst()
      guard item.form == .event else {
        texts.append(FoundText(text: item, eventCount: batch.count))
        continue
      }
      let outer = outerArrival
      outerArrival = item.arrival ?? outer
      // It was accepted before, at a greater depth.
      _ = try? walkObject(bytes, &table, JSONCursor(offset: item.raw.start), Place(depth: 0))
      outerArrival = outer
    }
    reuseUnsettled()
  }

  /// Forgets what was not decoded, and has its memory for what is found next.
  ///
  /// - Precondition: There are no findings.
  mutating func reuseUnsettled() {
    guard !unsettled.isEmpty else { return }
    unsettled.removeAll()
    swap(&unsettled, &findings)
  }

  /// Replaces the events and texts of an object that overflowed, and was read by itself, by the next ones.
  ///
  /// - Returns: Whether there are any.
  mutating func readOn(_ bytes: Span<UInt8>) -> Bool {
    guard unsettled.first() != nil else { return false }
    batch.begin()
    texts.removeAll(keepingCapacity: true)
    withTable { reader, table in reader.settleOn(bytes, &table) }
    batch.end()
    return true
  }
}
