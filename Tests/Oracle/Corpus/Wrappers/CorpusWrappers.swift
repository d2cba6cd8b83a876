/// Puts bodies into what receivers archive them in: one wrapper, or several around each other.
struct CorpusWrappers {
  let dice: Dice
  let times: CorpusTimes
  let junk: CorpusJunk

  typealias Members = [(key: String, value: Draft)]

  var texts: CorpusTexts { CorpusTexts(dice: dice, times: times, junk: junk) }
  var lookalikes: CorpusLookalikes { CorpusLookalikes(dice: dice) }

  /// A body with these events, wrapped as one value.
  func wrapped(_ events: [CorpusEvent]) -> (value: Draft, time: Int64) {
    var time = (events.map(\.time).max() ?? 0) + lag()
    var value = body(events)
    // Four texts around each other are read, a fifth is not.
    for _ in 0..<dice.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 6]) {
      value = dice.pick(makers).make(cargo(value, time))
      time += dice.pick([0, 1, 250, 2 * second, minute])
    }
    return (value, time)
  }

  func cargo(_ value: Draft, _ time: Int64) -> CorpusCargo {
    CorpusCargo(dice: dice, texts: texts, value: value, time: time)
  }

  /// The body as it is sent, or its events in the types of some table.
  func body(_ events: [CorpusEvent]) -> Draft {
    var drafts = events.map(\.draft)
    if dice.hits(oneIn: 10) { drafts = drafts.map(lookalikes.holdingAnother) }
    if dice.hits(oneIn: 6) { drafts = drafts.map { row(of: $0) } }
    return drafts.count == 1 && dice.hits(oneIn: 2) ? drafts[0] : .array(drafts)
  }

  /// All there are, some of them twice because they are usual.
  var makers: [(name: String, make: (CorpusCargo) -> Draft)] {
    [
      ("rails", relayedByRails), ("gateway", gateway), ("gateway", gateway), ("queue", queue),
      ("topic", topic), ("event bus", eventBus), ("log group", logGroup), ("stream", stream),
      ("delivery", delivery), ("web server", webServer), ("collector", collector),
      ("container engine", containerEngine), ("logger", logger), ("logger", logger),
      ("relay", relay), ("log archive", logArchive), ("table export", tableExport),
      ("typed table", typedTable),
    ]
  }

  /// An object with these members, and rarely some that no rule mentions.
  func object(_ members: Members) -> Draft {
    var members = members
    func add(_ key: String, _ value: Draft) {
      if !members.contains(where: { $0.key == key }) { members.append((key, value)) }
    }
    if dice.hits(oneIn: 5) { add(junk.key(), junk.value()) }
    if dice.hits(oneIn: 5) {
      add(dice.pick(["error", "note", "data", "body", "message"]), lookalikes.text())
    }
    if dice.hits(oneIn: 12) { add("type", .text(dice.pick(["webhook", "message-failed", ""]))) }
    if dice.hits(oneIn: 20) { add("to", .array([.text("+19195550001")])) }
    if dice.hits(oneIn: 20) { add("platform", .text("x")) }
    if dice.hits(oneIn: 20) { add("message", .object([("text", .text("STOP"))])) }
    return .object(members)
  }

  /// A stamp as its member usually has it, in another form, or none.
  func stamp(_ key: String, _ usual: Draft, _ time: Int64) -> Members {
    switch dice.roll(9) {
    case 0, 1: []
    case 2: [(key, times.oddStamp(time))]
    default: [(key, usual)]
    }
  }

  func rfc3339(_ key: String, _ time: Int64) -> Members {
    stamp(key, .text(times.rfc3339(time)), time)
  }

  private func lag() -> Int64 {
    dice.pick([0, 40, 200, 3 * second, 20 * second, hour, hour + 1, 3 * hour, 23 * hour])
  }
}
