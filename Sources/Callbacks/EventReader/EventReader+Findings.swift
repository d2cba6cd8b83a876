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
    } else {
      texts.append(FoundText(text: text, eventCount: batch.count))
    }
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
    var found = Findings()
    swap(&found, &findings)
    found.forEachKept { item in
      if item.form == .event {
        let outer = outerArrival
        outerArrival = item.arrival ?? outer
        // It was accepted before, at a greater depth.
        _ = try? walkObject(bytes, &table, JSONCursor(offset: item.raw.start), Place(depth: 0))
        outerArrival = outer
      } else {
        texts.append(FoundText(text: item, eventCount: batch.count))
      }
    }
    found.removeAll()
    swap(&found, &findings)
  }
}
