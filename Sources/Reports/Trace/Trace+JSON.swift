internal import Callbacks
internal import Lifecycles
internal import Primitives

private let schema = "waybill/trace/1"

extension MessageTrace {
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { document in
      document.member("schema", schema)
      document.member("parameters") { $0.object { parameters.writeOutcomes(to: &$0) } }
      document.member("message") { $0.object { writeFacts(to: &$0) } }
      document.member("recipients") { $0.rows(recipients, RecipientTrace.columns) }
      document.member("recipients_left_out", .integer(Int64(recipientsLeftOut)))
      if let knownEvents {
        document.member("known_events") { $0.rows(knownEvents, KnownEvents.columns) }
        document.member("known_events_left_out", .integer(knownEventsLeftOut))
      }
      document.member("events") { $0.rows(events, TracedEvent.columns) }
      document.member("events_left_out", .integer(eventsLeftOut))
    }
    writer.endDocument()
    return writer.output
  }

  private func writeFacts(to object: inout JSONWriter) {
    object.member("id", .text(id))
    object.member("kind", Value(kind.name))
    object.member("created_at", Value(creation))
    object.member("created_from", creationSource.map { Value($0.rawName) } ?? .missing)
    object.member("sender", .text(sender))
    object.member("application", .text(application))
    object.member("tag", .text(tag))
    object.member("channel", .text(channel))
    object.member("priority", .text(priority))
    object.member("segments", Value(facts.segmentCount.map(Int64.init)))
    object.member("media", .integer(Int64(facts.mediaCount)))
    object.member("group_size", facts.shownGroupSize)
    object.member("silent", .integer(Int64(silentCount)))
    object.member("events", .integer(eventCount))
    object.member("duplicates", .integer(duplicateCount))
    if cutEventCount > 0 { object.member("left_out_events", .integer(cutEventCount)) }
  }
}

extension NumberTrace {
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { document in
      document.member("schema", schema)
      document.member("parameters") { member in
        member.object { object in
          object.member("since", Value(parameters.since))
          object.member("until", Value(parameters.until))
          parameters.writeOutcomes(to: &object)
        }
      }
      document.member("number", .text(number))
      document.member("total", .integer(total))
      document.member("messages") { $0.rows(messages, NumberedMessage.columns) }
    }
    writer.endDocument()
    return writer.output
  }
}

extension ReportParameters {
  /// Writes what outcomes depend on.
  fileprivate func writeOutcomes(to object: inout JSONWriter) {
    object.member("as_of", Value(asOf))
    object.member("mms_receipts", receipts.rawValue)
    redaction.writeNote(to: &object)
  }
}

extension JSONWriter {
  /// Writes an array of objects, one a row.
  fileprivate mutating func rows<Row>(_ rows: [Row], _ columns: [Column<Row>]) {
    array { array in
      for row in rows { array.row(columns.map(\.name), columns.map { $0.value(row) }) }
    }
  }
}

extension CreationSource {
  fileprivate var rawName: StaticString {
    switch self {
    case .message: "message"
    case .id: "id"
    case .earliestEvent: "earliest_event"
    }
  }
}

extension MessageFacts {
  /// How many `message.to` lists; nothing where none was seen.
  fileprivate var shownGroupSize: Value {
    recipientCount > 0 ? .integer(Int64(recipientCount)) : .missing
  }
}
