import Callbacks
import Primitives

/// The events of `text`, each with every member that says something: `delivered out id=m1 to=+1…`.
func events(in text: String) -> [String] {
  let bytes = Array(text.utf8)
  var reader = ValueReader()
  var events: [String] = []
  _ = reader.read(bytes.span, isLast: true) { batch, range, source, _ in
    for event in batch.events[range] { events.append(batch.listing(of: event, source)) }
  }
  return events
}

/// The hash of a text or recipient that is kept in its place.
func hash(_ text: String) -> UInt64 {
  StableHash.stable.hash(Array(text.utf8).span)
}

extension EventBatch {
  /// Everything that an event says, in a fixed order, and nothing for what it does not say.
  func listing(of event: Event, _ source: Span<UInt8>) -> String {
    let facts = event.facts
    var parts = ["\(event.type)", event.direction.map { "\($0)" } ?? "directionless"]
    func add(_ name: String, _ text: EventText) {
      if !text.isMissing { parts.append("\(name)=\(self.text(text, source))") }
    }
    func add(_ name: String, _ value: (some CustomStringConvertible)?) {
      if let value { parts.append("\(name)=\(value)") }
    }
    func add(_ name: String, count: Int32) {
      if count != 0 { parts.append("\(name)=\(count)") }
    }
    add("type", event.type == .unknown ? event.typeName : .missing)
    add("id", event.messageID)
    add("to", event.recipient)
    add("at", event.time)
    add("arrival", event.stampedArrival)
    add("code", event.errorCode)
    add("carrier", event.carrier)
    add("created", facts.time)
    add("segments", facts.segmentCount)
    add("recipients", count: facts.recipientCount)
    add("media", count: facts.mediaCount)
    add("application", facts.application)
    add("from", facts.sender)
    add("tag", facts.tag)
    add("channel", facts.channel)
    add("priority", facts.priority)
    if facts.keyword != .none { parts.append("\(facts.keyword)") }
    add("text", facts.textHash == 0 ? nil : facts.textHash)
    if facts.recipientsHash != 0 { parts.append("set") }
    return parts.joined(separator: " ")
  }
}

/// An event of `type`; `members` and `message` are more members of it and of its message.
func event(
  _ members: String = "", message: String = "", type: String = "message-delivered"
) -> String {
  let more = [members, message].map { $0.isEmpty ? "" : ",\($0)" }
  return #"{"type":"\#(type)"\#(more[0]),"message":{"id":"m1"\#(more[1])}}"#
}
