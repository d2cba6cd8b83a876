import Callbacks
import Primitives
import Testing

@testable import Lifecycles
@testable import Reports

extension DrawnTraffic {
  /// The start of the baseline.
  static let start = Timestamp(millisecondsSinceEpoch: 1_795_132_800_000)
  static let windowStart = start.advanced(byMilliseconds: hour)
  static let end = start.advanced(byMilliseconds: 2 * hour)
  static let comparison = Comparison(window: windowStart..<end, baseline: [start..<windowStart])

  /// Messages of one recipient each, and their texts.
  struct Messages {
    var pool = TextPool()
    var messages: [Message] = []

    init(_ recipients: [(offset: Int, element: DrawnRecipient)]) {
      for (number, recipient) in recipients { append(recipient, "message-\(number)") }
    }

    private mutating func append(_ drawn: DrawnRecipient, _ id: String) {
      var message = Message()
      message.messageID = MessageID(Array(id.utf8).span, overflow: &message.overflow)
      let created = DrawnTraffic.start.advanced(byMilliseconds: drawn.created)
      message.creationTime = created
      message.facts.time = created
      message.facts.application = text(drawn, "application")
      message.facts.sender = packed(drawn, "sender")
      message.facts.tag = text(drawn, "tag")
      message.facts.channel = text(drawn, "channel")
      message.facts.priority = text(drawn, "priority")
      message.facts.segmentCount = Int32(drawn.values["segment_count"] ?? "")
      message.facts.recipientCount = 1
      message.kind = drawn.values["kind"] == "mms" ? .mms : .sms
      var lifecycle = Lifecycle(
        recipient: packed(drawn, "recipient"), carrier: text(drawn, "carrier"), .outbound)
      lifecycle.tallies = 0..<1
      var tally = EventTally(
        type: TypeID(drawn.eventType, name: .missing),
        time: created.millisecondsSinceEpoch + drawn.latency,
        code: drawn.code ?? EventTally.missing, arrival: EventTally.missing)
      tally.count = 1 + drawn.duplicates
      message.tallies = [tally]
      lifecycle.note(tally)
      lifecycle.outcome =
        drawn.isAnswered ? (drawn.code == nil ? .delivered : .failed) : .inFlight
      message.lifecycles = [lifecycle]
      messages.append(message)
    }

    private mutating func text(_ drawn: DrawnRecipient, _ name: String) -> TextID {
      pool.intern(Array((drawn.values[name] ?? "").utf8).span)
    }

    private mutating func packed(_ drawn: DrawnRecipient, _ name: String) -> PackedText {
      let bytes = Array((drawn.values[name] ?? "").utf8)
      return PackedText(number: bytes.span) ?? PackedText(pool.intern(bytes.span))
    }
  }

  /// What is found, when workers have parts of the messages each.
  func explanation(
    _ metric: Metric, workers: Int = 1, reversed: Bool = false, coverage: Coverage = Coverage()
  ) -> Explanation {
    counting(metric, workers, reversed, coverage).explainer(
      Comparison(
        window: Self.windowStart..<Self.end, baseline: [Self.start..<Self.windowStart],
        coverageEnd: coverage.end)
    ).explanation
  }

  /// What is found, between other times.
  func explanation(_ metric: Metric, _ comparison: Comparison) -> Explanation {
    counting(metric, 1, false, Coverage()).explainer(comparison).explanation
  }

  /// When the change of the window began, whatever is made of that.
  func onset(_ metric: Metric) -> Range<Timestamp>? {
    counting(metric, 1, false, Coverage()).onset(Self.comparison)
  }

  /// What is found without telling when to look.
  func explanationByItself(
    _ metric: Metric = .failed, workers: Int = 1, until end: Timestamp = end
  ) throws -> Explanation {
    let counting = counting(metric, workers, false, Coverage(end: end))
    let survey = counting.counted(HourSurvey(counting.parameters, counting.coverage))
    var first: Explanation?
    for comparison in try counting.parameters.comparisons(survey, counting.coverage) {
      var explainer = counting.explainer(comparison)
      first = first ?? explainer.explanation
      guard explainer.explanation.isChange else { continue }
      if let rest = explainer.rest(of: survey) { explainer.note(counting.counted(rest)) }
      return explainer.explanation
    }
    return try #require(first)
  }

  private func counting(
    _ metric: Metric, _ workers: Int, _ reversed: Bool, _ coverage: Coverage
  ) -> DrawnCounting {
    let numbered = Array(recipients.enumerated())
    let all = reversed ? numbered.reversed() : numbered
    let parts = (0..<workers).map { worker in
      Messages(all.filter { $0.offset % workers == worker })
    }
    return DrawnCounting(
      parts: parts, parameters: ExplainParameters(metric),
      coverage: Coverage(start: coverage.start ?? firstCreation, end: coverage.end))
  }

  private var firstCreation: Timestamp? {
    recipients.map(\.created).min().map { Self.start.advanced(byMilliseconds: $0) }
  }
}

extension DrawnRecipient {
  fileprivate var eventType: EventType {
    guard isAnswered else { return .sent }
    return code == nil ? .delivered : .failed
  }
}

/// What the pass does, over messages in memory.
private struct DrawnCounting {
  let parts: [DrawnTraffic.Messages]
  let parameters: ExplainParameters
  let coverage: Coverage

  func counted<Counts: MessageCounts>(_ empty: Counts) -> Counts {
    let counts = parts.map { part in
      var counts = empty
      counts.forgetTexts()
      for message in part.messages { counts.count(message, part.pool) }
      return counts
    }
    return counts.dropFirst().reduce(into: counts[0]) { $0.merge($1) }
  }

  private func scoring(_ comparison: Comparison) -> Scoring {
    Scoring(
      parameters, comparison,
      parameters.metric == .latencyP95
        ? counted(BaselineLatencies(parameters, comparison)) : nil)
  }

  private func named(_ comparison: Comparison) -> Explainer {
    let values = counted(ValueSketch(scoring(comparison)))
    var explainer = Explainer(limit: 10, counted(SliceTable(counted(SliceSketch(values)))))
    while let empty = explainer.nameNext() { explainer.remove(counted(empty)) }
    if let aftermath = explainer.aftermath(coverage) { explainer.note(counted(aftermath)) }
    return explainer
  }

  func onset(_ comparison: Comparison) -> Range<Timestamp>? {
    counted(OnsetSurvey(scoring(comparison), coverage)).onset
  }

  func explainer(_ comparison: Comparison) -> Explainer {
    if let onset = onset(comparison),
      let earlier = parameters.comparison(comparison, before: onset, coverage)
    {
      let explainer = named(earlier)
      if explainer.explanation.isChangeWithOnset { return explainer }
    }
    return named(comparison)
  }
}

extension [SliceMember] {
  /// By the names of the dimensions.
  var texts: [String: String] {
    reduce(into: [:]) { texts, member in
      switch member.value {
      case .text(let bytes):
        texts[member.dimension.rawValue] = String(decoding: bytes, as: UTF8.self)
      case .integer(let number): texts[member.dimension.rawValue] = "\(number)"
      default: texts[member.dimension.rawValue] = ""
      }
    }
  }
}
