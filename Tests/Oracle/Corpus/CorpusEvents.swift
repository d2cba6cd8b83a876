/// An event of the corpus.
struct CorpusEvent {
  var draft: Draft
  /// When it happened, in milliseconds since the epoch, whether it says so or not.
  var time: Int64
  /// Whether it carries its own arrival, which counts only where nothing is wrapped around it.
  var isStamped: Bool
  /// Whether any byte may be changed: never where that could make two inbound texts of one id.
  var isExpendable: Bool
}

/// Reports on messages, with the members of every era and every kind of doubt.
struct CorpusEvents {
  let dice: Dice
  let times: CorpusTimes
  let junk: CorpusJunk
  /// An event time behind the machine's clock, planted once in a while.
  let wildTime: Int64?

  typealias Members = [(key: String, value: Draft)]

  func event(of message: CorpusMessage) -> CorpusEvent {
    let isInbound: Bool =
      switch message.traffic {
      case .outbound: false
      case .inbound: !dice.hits(oneIn: 40)
      case .mixed: dice.hits(oneIn: 2)
      }
    let type = dice.pick(isInbound ? Self.inboundTypes : Self.outboundTypes)
    let isUnknown = message.traffic != .outbound && dice.hits(oneIn: 15)
    let written = isUnknown || dice.hits(oneIn: 60) ? dice.pick(Self.unknownTypes) : type
    let time = wildTime.flatMap { dice.hits(oneIn: 25) ? $0 : nil } ?? message.creation + delay()

    var members: Members = [("type", .text(written))]
    if !dice.hits(oneIn: 12) { members.append(("time", times.draft(time))) }
    if type == "message-read", dice.hits(oneIn: 2) {
      members.append(("eventTime", times.draft(time)))
    }
    if !dice.hits(oneIn: 8) { members.append(("to", recipient(of: message))) }
    if type == "message-failed" || dice.hits(oneIn: 20) { members += errorCode() }
    let isStamped = dice.hits(oneIn: 3)
    if isStamped { members += stamps(time) }
    members += extras()
    // The text and the recipients of an outbound event count for nothing, so they may be any.
    let isSurelyOutbound = !isInbound && written == type
    members.append(
      ("message", self.message(message, isInbound: isInbound, isFree: isSurelyOutbound)))
    return CorpusEvent(
      draft: .object(members), time: time, isStamped: isStamped,
      isExpendable: isSurelyOutbound && message.traffic == .outbound && !isStamped)
  }

  private func delay() -> Int64 {
    switch dice.roll(8) {
    case 0: 0
    case 1: dice.pick([-second, 5, 2 * hour, day])
    case 2: dice.roll(0...100 * hour)
    case 3: dice.roll(0...3 * hour)
    default: dice.roll(0...2 * minute)
    }
  }

  private func recipient(of message: CorpusMessage) -> Draft {
    let number = dice.pick(dice.hits(oneIn: 15) ? CorpusMessages.numbers : message.recipients)
    switch dice.roll(30) {
    case 0: return .text("")
    case 1: return .null
    case 2: return .array([.text(spelt(number))])
    case 3: return .array([.text(number), .text(dice.pick(CorpusMessages.numbers))])
    case 4: return dice.pick([.array([]), .object([]), .verbatim("true"), .array([.null])])
    default: return .text(spelt(number))
    }
  }

  /// A number, sometimes without its plus.
  private func spelt(_ number: String) -> String {
    let isPlain = number.first == "+" && isAllDigits(Array(number.utf8.dropFirst()))
    return isPlain && dice.hits(oneIn: 5) ? String(number.dropFirst()) : number
  }

  private func errorCode() -> Members {
    let count = dice.pick([0, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    return (0..<count).map { _ in ("errorCode", dice.pick(Self.errorCodes)) }
  }

  private func stamps(_ time: Int64) -> Members {
    let keys = dice.shuffled(["@timestamp", "timestamp", "date"]).prefix(
      dice.pick([1, 1, 1, 2, 3]))
    return keys.map { key in
      let lag = dice.pick([0, 200, 10 * second, hour, hour + 1, 3 * hour, 23 * hour])
      return (key, times.stamp(time + lag))
    }
  }

  private func extras() -> Members {
    var members: Members = []
    if dice.hits(oneIn: 3) { members.append(("description", .text("ok"))) }
    if dice.hits(oneIn: 3) {
      members.append(
        ("carrierName", dice.pick([.text("Verizon"), .text("AT&T"), .text(""), .null])))
    }
    if dice.hits(oneIn: 4) { members.append((junk.key(), junk.value())) }
    let holdsAnother = dice.hits(oneIn: 20)
    if holdsAnother {
      // The inside of an event is not searched.
      members.append(
        (
          "callback",
          .array([.object([("type", .text("x")), ("message", .object([("id", .text("hidden"))]))])])
        ))
    }
    // With one of these it may be no event, but a wrapper, whose stamps are those of its inside.
    if dice.hits(oneIn: 50), !holdsAnother { members.append(("platform", .text("sms"))) }
    if dice.hits(oneIn: 60), !holdsAnother { members.append(("type", .number(7))) }
    return members
  }

  private func message(_ message: CorpusMessage, isInbound: Bool, isFree: Bool) -> Draft {
    var members: Members = [("id", .text(message.id))]
    if !dice.hits(oneIn: 6) {
      let other = dice.hits(oneIn: 20) ? dice.roll(-2 * hour...2 * hour) : 0
      members.append(("time", times.draft(message.creation + other)))
    }
    if !dice.hits(oneIn: 12) { members.append(("to", recipients(of: message, isFree: isFree))) }
    if !dice.hits(oneIn: 12) { members.append(("from", .text(spelt(message.sender)))) }
    if !dice.hits(oneIn: 4) {
      members.append(
        ("owner", .text(spelt(dice.pick(isInbound ? message.recipients : CorpusMessages.numbers)))))
    }
    if !dice.hits(oneIn: 8) {
      let application = dice.hits(oneIn: 25) ? Draft.text("app-2") : message.application
      members.append(("applicationId", application))
    }
    if !dice.hits(oneIn: 6) {
      let isWrong = dice.hits(oneIn: 8)
      members.append(("direction", .text(isInbound != isWrong ? "in" : "out")))
    }
    members += text(
      isFree ? dice.pick([.text(""), .text("STOP"), .text("x"), .null]) : message.text)
    if !dice.hits(oneIn: 5) { members.append(("media", message.media)) }
    if !dice.hits(oneIn: 3) { members.append(("tag", .text(dice.pick(Self.tags)))) }
    if !dice.hits(oneIn: 6) { members.append(("segmentCount", dice.pick(Self.segmentCounts))) }
    if let channel = message.channel, !dice.hits(oneIn: 5) {
      members.append(("channel", .text(dice.hits(oneIn: 30) ? "SMS" : channel)))
    }
    if dice.hits(oneIn: 4) { members.append(("priority", .text(dice.pick(["default", "high"])))) }
    if dice.hits(oneIn: 6) { members.append((junk.key(), junk.value())) }
    return .object(members)
  }

  private func recipients(of message: CorpusMessage, isFree: Bool) -> Draft {
    if dice.hits(oneIn: 15) { return dice.pick([.array([]), .null, .text(""), .array([.null])]) }
    let listed =
      isFree && dice.hits(oneIn: 4)
      ? (0..<dice.roll(13)).map { _ in dice.pick(CorpusMessages.numbers) } : message.recipients
    if listed.count == 1, dice.hits(oneIn: 5) { return .text(spelt(listed[0])) }
    let repeats = listed.filter { _ in dice.hits(oneIn: 12) }
    return .array(dice.shuffled(listed + repeats).map { .text(spelt($0)) })
  }

  /// The text where one of two generations of the format has it.
  private func text(_ text: Draft) -> Members {
    if case .text(let bytes) = text, !bytes.isEmpty, dice.hits(oneIn: 12) {
      return [("text", text), ("content", .object([("text", .text("HELP"))]))]
    }
    switch dice.roll(12) {
    case 0: return []
    case 1: return [("content", .object([("text", text), ("media", .text("not.counted"))]))]
    case 2: return [("text", .text("")), ("content", .object([("text", text)]))]
    default: return [("text", text)]
    }
  }
}
