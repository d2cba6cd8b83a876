internal import Callbacks
internal import Lifecycles
internal import Primitives

extension MessageTrace {
  static let arrival = "arrival"

  /// The events that were read, each with the line it is on.
  ///
  /// The recipients above the table tell names of codes and carriers as well. A line is found only in
  /// its archive.
  func eventTable(_ zone: Zone, _ style: TableStyle) -> AlignedText.Shown {
    var table = AlignedText(
      [
        .init("time"), .init("type", cutTo: 20, .beginning),
        .init("", name: "duplicate", .high, cutTo: 6),
        .init("recipient", cutTo: 16, .beginning), .init("code"), .init("name", .least),
        .init("carrier", .least, cutTo: 12), .init(Self.arrival, .low),
        .init("archive", cutTo: 16, .beginning), .init("line"), .init("offset", .least),
      ], style, indent: 2)
    let recorded = events.contains(where: \.isArrivalInferred) ? " " : ""
    for event in events {
      let arrival = event.arrival.map { zone.text($0) } ?? "-"
      table.row([
        event.time.map { zone.text($0) } ?? "-",
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
    return table.shown
  }

  static func table(
    _ events: [KnownEvents], _ zone: Zone, _ style: TableStyle
  ) -> AlignedText.Shown {
    var table = AlignedText(
      [
        .init("first time"), .init("type", cutTo: 20, .beginning),
        .init("recipient", cutTo: 16, .beginning), .init("code"), .init("name", .least),
        .init("events", .high), .init("first arrival", .low), .init("last arrival", .low),
      ], style, indent: 2)
    for event in events {
      table.row([
        event.tally.time.map { zone.text($0) } ?? "-",
        AlignedText.escaped(event.type),
        event.recipient.isEmpty ? "-" : AlignedText.escaped(event.recipient),
        event.tally.code.map { "\($0)" } ?? "",
        event.tally.code.flatMap(ErrorCode.known)?.name ?? "",
        "\(event.tally.count)",
        event.tally.firstArrivedAt.map { zone.text($0) } ?? "-",
        event.tally.lastArrivedAt.map { zone.text($0) } ?? "-",
      ])
    }
    return table.shown
  }

  /// Names the columns that there is not room for, if any, below an empty line.
  static func note(_ hidden: [String], _ style: TableStyle) -> String {
    guard !hidden.isEmpty else { return "" }
    return "\n" + noteOfHidden(hidden, format: "json").wrapped(to: style.width) + "\n"
  }
}

extension TracedEvent {
  var isArrivalInferred: Bool { arrival != nil && !isArrivalRecorded }
}

extension NumberTrace {
  public func text(_ style: TableStyle) -> [UInt8] {
    let zone = parameters.zone
    // Half an id finds nothing, and a number is known by its end.
    var table = AlignedText(
      [
        .init("created"), .init("message", cutTo: 40), .init("direction", .low),
        .init("", name: "to or from", .low), .init("other side", .high, cutTo: 8, .beginning),
        .init("kind", .low), .init("outcome"), .init("events", .least),
        .init("duplicates", .least),
      ], style)
    // On a terminal, room matters more than milliseconds do.
    let hasMilliseconds = style.width == nil
    for message in messages {
      table.row([
        message.creation.map { zone.text($0, milliseconds: hasMilliseconds) } ?? "-",
        AlignedText.escaped(message.id),
        message.direction.map { "\($0.name)" } ?? "unknown",
        message.role == .sender ? "to" : "from",
        message.other.isEmpty ? "-" : AlignedText.escaped(message.other),
        "\(message.kind.name)",
        message.shownOutcome,
        "\(message.eventCount)",
        message.duplicateCount > 0 ? "\(message.duplicateCount)" : "",
      ])
    }
    let shown = table.shown
    var text = shown.text + MessageTrace.note(shown.hidden, style)
    if leftOut > 0 {
      let note = "the newest \(messages.count) of \(total); --limit shows more"
      text += "\n" + note.wrapped(to: style.width) + "\n"
    }
    return Array(text.utf8)
  }
}

extension NumberedMessage {
  /// What became of it, and the code of its failure, which a contradictory one has as well.
  fileprivate var shownOutcome: String {
    let outcome = outcome.map { "\($0.name)".replacing("_", with: " ") } ?? "-"
    return errorCode.map { "\(outcome) \($0)" } ?? outcome
  }
}
