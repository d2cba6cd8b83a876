internal import Callbacks
internal import Lifecycles
internal import Primitives

extension MessageTrace {
  public func text(_ style: TableStyle) -> [UInt8] {
    let zone = parameters.zone
    var text = "message \(AlignedText.escaped(id))\n" + factLines(zone)
    text += "\nrecipients\n"
    for recipient in recipients { text += recipient.lines(zone, style) }
    if recipientsLeftOut > 0 { text += "  \(recipientsLeftOut) more are not shown\n" }
    if cutEventCount > 0 {
      text += "  others are left out, with \(cutEventCount) events: the message has too many\n"
    }
    if silentCount > 0 { text += "  \(silentCount) more: no event was seen of them\n" }
    var hidden: [String] = []
    if let knownEvents {
      text += "\nevents, as the ledger knows them: by type, without their lines\n"
      let known = Self.table(knownEvents, zone, style)
      text += known.text
      if knownEventsLeftOut > 0 { text += "  \(knownEventsLeftOut) more are not shown\n" }
      hidden = known.hidden
    }
    if hasArchives {
      text += (knownEvents == nil ? "\nevents\n" : "\nevents in the archives that are named\n")
      let table = eventTable(zone, style)
      text += table.text
      if events.contains(where: \.isArrivalInferred), !table.hidden.contains(Self.arrival) {
        text += "\n~ not recorded: the latest event time so far in the archive\n"
      }
      hidden += table.hidden.filter { !hidden.contains($0) }
    }
    text += Self.note(hidden, style)
    if eventsLeftOut > 0 { text += "\n\(eventsLeftOut) more events are not shown\n" }
    return Array(text.utf8)
  }

  private func factLines(_ zone: Zone) -> String {
    var lines = AlignedText([.init(""), .init("")], .file, indent: 2)
    func add(_ name: String, _ value: String) {
      if !value.isEmpty { lines.row([name, value]) }
    }
    add("kind", "\(kind.name)")
    let source = creationSource.map { ", \($0.words)" } ?? ""
    add("created", (creation.map { zone.text($0) } ?? "nobody knows when") + source)
    add("sender", AlignedText.escaped(sender))
    add("application", AlignedText.escaped(application))
    add("tag", AlignedText.escaped(tag))
    add("channel", AlignedText.escaped(channel))
    add("priority", AlignedText.escaped(priority))
    add("segments", facts.segmentCount.map { "\($0)" } ?? "")
    add("media", facts.mediaCount > 0 ? "\(facts.mediaCount)" : "")
    add("group size", facts.recipientCount > 1 ? "\(facts.recipientCount)" : "")
    add("events", "\(eventCount)" + duplicateNote(duplicateCount))
    return lines.shown.text
  }
}

extension RecipientTrace {
  /// The recipient, its outcome, and below what there is to say about it.
  fileprivate func lines(_ zone: Zone, _ style: TableStyle) -> String {
    func line(_ name: String, _ words: String) -> String {
      let blanks = String(repeating: " ", count: 9 - name.count)
      return "    \(name)\(blanks)" + words.wrapped(to: style.width, from: 13, indent: 13) + "\n"
    }
    let name = recipient.isEmpty ? "(unknown)" : AlignedText.escaped(recipient)
    var text = "  \(name): \(shownOutcome)\n"
    text += line("why", why(zone))
    if let failure {
      let code = failure.code.map { code in
        "\(code)" + (ErrorCode.known(code).map { " \($0.name): \($0.meaning)" } ?? "")
      }
      text += line("error", code ?? "without a code")
    }
    if let latency { text += line("latency", "\(Self.seconds(latency)) s") }
    if isRead { text += line("read", "yes") }
    // As it is: what blanks there are in it is not known.
    if !carrier.isEmpty { text += "    carrier  \(AlignedText.escaped(carrier))\n" }
    return text + line("events", "\(eventCount)\(duplicateNote(duplicateCount))")
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    var digits: [UInt8] = []
    digits.append(seconds: milliseconds)
    return String(decoding: digits, as: UTF8.self)
  }
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
