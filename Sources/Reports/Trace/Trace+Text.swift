internal import Callbacks
internal import Lifecycles
internal import Primitives

extension MessageTrace {
  /// All of it for people, with times as the walls of the zone show them.
  public var text: [UInt8] {
    let zone = parameters.zone
    var text = "message \(AlignedText.escaped(id))\n" + factLines(zone)
    text += "\nrecipients\n"
    for recipient in recipients { text += recipient.lines(zone) }
    if silentCount > 0 { text += "  \(silentCount) more: no event was seen of them\n" }
    if let knownEvents {
      text += "\nevents, as the ledger knows them: by type, without their lines\n"
      text += Self.lines(knownEvents, zone)
    }
    if hasArchives {
      text += (knownEvents == nil ? "\nevents\n" : "\nevents in the archives that are named\n")
      text += eventLines(zone)
    }
    if events.contains(where: \.isArrivalInferred) {
      text += "\n~ not recorded: the latest event time so far in the archive\n"
    }
    if leftOut > 0 { text += "\n\(leftOut) more events are not shown\n" }
    return Array(text.utf8)
  }

  private func factLines(_ zone: Zone) -> String {
    var lines = AlignedText([.init(""), .init("")], indent: 2)
    func add(_ name: String, _ value: String) {
      if !value.isEmpty { lines.row([name, value]) }
    }
    add("kind", "\(kind.name)")
    let source = creationSource.map { ", \($0.words)" } ?? ""
    add("created", (creation.map(zone.text) ?? "nobody knows when") + source)
    add("sender", AlignedText.escaped(sender))
    add("application", AlignedText.escaped(application))
    add("tag", AlignedText.escaped(tag))
    add("channel", AlignedText.escaped(channel))
    add("priority", AlignedText.escaped(priority))
    add("segments", facts.segmentCount.map { "\($0)" } ?? "")
    add("media", facts.mediaCount > 0 ? "\(facts.mediaCount)" : "")
    add("group size", facts.recipientCount > 1 ? "\(facts.recipientCount)" : "")
    add("events", "\(eventCount)" + duplicateNote(duplicateCount))
    return lines.lines.ended
  }

  private func eventLines(_ zone: Zone) -> String {
    let names = [
      "time", "type", "", "recipient", "code", "name", "carrier", "arrival", "archive", "line",
      "offset",
    ]
    var lines = AlignedText(names.map { .init($0) }, indent: 2)
    let recorded = events.contains(where: \.isArrivalInferred) ? " " : ""
    for event in events {
      let arrival = event.arrival.map(zone.text) ?? "-"
      lines.row([
        event.time.map(zone.text) ?? "-",
        AlignedText.escaped(event.shownType),
        event.isDuplicate ? "duplicate" : "",
        event.recipient.isEmpty ? "-" : AlignedText.escaped(event.recipient),
        event.errorCode.map { "\($0)" } ?? "",
        event.errorCode.flatMap(ErrorCode.known)?.name ?? "",
        AlignedText.escaped(event.carrier),
        (event.isArrivalInferred ? "~" : recorded) + arrival,
        AlignedText.escaped(event.archive),
        "\(event.position.line)",
        "\(event.position.offset)",
      ])
    }
    return lines.lines.ended
  }
}

extension MessageTrace {
  private static func lines(_ events: [KnownEvents], _ zone: Zone) -> String {
    let names = [
      "first time", "type", "recipient", "code", "name", "events", "first arrival", "last arrival",
    ]
    var lines = AlignedText(names.map { .init($0) }, indent: 2)
    for event in events {
      lines.row([
        event.tally.time.map(zone.text) ?? "-",
        AlignedText.escaped(event.type),
        event.recipient.isEmpty ? "-" : AlignedText.escaped(event.recipient),
        event.tally.code.map { "\($0)" } ?? "",
        event.tally.code.flatMap(ErrorCode.known)?.name ?? "",
        "\(event.tally.count)",
        event.tally.firstArrivedAt.map(zone.text) ?? "-",
        event.tally.lastArrivedAt.map(zone.text) ?? "-",
      ])
    }
    return lines.lines.ended
  }
}

extension TracedEvent {
  fileprivate var isArrivalInferred: Bool { arrival != nil && !isArrivalRecorded }
}

extension RecipientTrace {
  /// The recipient, its outcome, and below what there is to say about it.
  fileprivate func lines(_ zone: Zone) -> String {
    let name = recipient.isEmpty ? "(unknown)" : AlignedText.escaped(recipient)
    var text = "  \(name): \(shownOutcome)\n"
    text += "    why      \(why(zone))\n"
    if let failure {
      let code = failure.code.map { code in
        let known = ErrorCode.known(code)
        return " \(code)" + (known.map { " \($0.name): \($0.meaning)" } ?? "")
      }
      text += "    error   \(code ?? " without a code")\n"
    }
    if let latency {
      text += "    latency  \(Self.seconds(latency)) s\n"
    }
    if isRead { text += "    read     yes\n" }
    if !carrier.isEmpty { text += "    carrier  \(AlignedText.escaped(carrier))\n" }
    return text + "    events   \(eventCount)\(duplicateNote(duplicateCount))\n"
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    var digits: [UInt8] = []
    digits.append(seconds: milliseconds)
    return String(decoding: digits, as: UTF8.self)
  }
}

extension NumberTrace {
  /// All of it for people, with times as the walls of the zone show them.
  public var text: [UInt8] {
    let zone = parameters.zone
    let names = [
      "created", "message", "direction", "", "other side", "kind", "outcome", "code", "events",
      "duplicates",
    ]
    var lines = AlignedText(names.map { .init($0) })
    for message in messages {
      lines.row([
        message.creation.map(zone.text) ?? "-",
        AlignedText.escaped(message.id),
        message.direction.map { "\($0.name)" } ?? "unknown",
        message.role == .sender ? "to" : "from",
        message.other.isEmpty ? "-" : AlignedText.escaped(message.other),
        "\(message.kind.name)",
        message.outcome.map { "\($0.name)".replacing("_", with: " ") } ?? "-",
        message.errorCode.map { "\($0)" } ?? "",
        "\(message.eventCount)",
        message.duplicateCount > 0 ? "\(message.duplicateCount)" : "",
      ])
    }
    var text = lines.lines.ended
    if leftOut > 0 {
      text += "\nthe newest \(messages.count) of \(total); --limit shows more\n"
    }
    return Array(text.utf8)
  }
}

extension [String] {
  /// Each ended by a line feed.
  fileprivate var ended: String { map { $0 + "\n" }.joined() }
}

extension CreationSource {
  fileprivate var words: String {
    switch self {
    case .message: "as its events say"
    case .id: "as its id says"
    case .earliestEvent: "the time of its earliest event"
    }
  }
}

/// How many of some events are duplicates, if any.
private func duplicateNote(_ count: Int64) -> String {
  count > 0 ? ", \(count) of them duplicates" : ""
}
