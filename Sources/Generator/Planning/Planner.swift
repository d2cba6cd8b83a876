internal import Primitives

/// Plans messages: what kind they are, what becomes of them and when the events arrive.
///
/// A plan depends on the options and the place of the message alone, so any message can be planned
/// again when an event of it is due.
struct Planner: Sendable {
  let options: GeneratorOptions
  let timetable: Timetable
  private let hourSeeds: [UInt64]
  private let applicationChoice: ChoiceTable
  private let kindChoices: [ChoiceTable]
  private let recipientCountChoice = ChoiceTable([0, 0, 30, 26, 18, 10, 6, 4, 3, 2, 1])
  private let segmentChoice = ChoiceTable([0, 800, 130, 50, 15, 5])
  let failureCodes = FailureCodes()

  /// From then on receipts are awaited for 73 hours instead of 2, and `message-sent` exists.
  static let receiptsChanged: Microseconds = 1_783_296_000 * .second

  init(options: GeneratorOptions, timetable: Timetable) {
    self.options = options
    self.timetable = timetable
    hourSeeds = (0..<timetable.hours).map { hour in
      var generator = SeededGenerator(seed: options.seed, hour)
      return generator.next()
    }
    applicationChoice = ChoiceTable(Application.all.map(\.weight))
    kindChoices = Application.all.map { ChoiceTable($0.role.weights) }
  }

  /// Plans the message of an index in an hour.
  ///
  /// - Parameters:
  ///   - index: Which of the hour's messages.
  ///   - hour: The hour in which it was created.
  ///   - events: Replaced by the events, always in the same order.
  /// - Returns: What the texts of the events are made from.
  func plan(_ index: Int, in hour: Int, events: inout [PlannedEvent]) -> MessagePlan {
    events.removeAll(keepingCapacity: true)
    var generator = SeededGenerator(seed: hourSeeds[hour], index)
    let created = timetable.beginning(
      of: index, in: hour, jitter: generator.duration(below: .hour))
    let application = applicationChoice.choose(&generator)
    let choice = kindChoices[application].choose(&generator)
    var plan = MessagePlan(
      kind: TrafficKind.allCases[choice], application: application, created: created,
      contentSeed: generator.next())
    if plan.kind == .group || plan.kind == .receivedGroup {
      plan.recipientCount = recipientCountChoice.choose(&generator)
    }
    if plan.kind.isInbound {
      planInbound(&plan, &events, &generator)
    } else {
      if plan.kind == .sms { plan.segmentCount = segmentChoice.choose(&generator) }
      let hasIncident = options.incident?.hour == hour
      for recipient in 0..<plan.recipientCount {
        planOutbound(plan, UInt8(recipient), hasIncident, &events, &generator)
      }
    }
    planArrivals(&events, &generator)
    return plan
  }

  private func planInbound(
    _ plan: inout MessagePlan, _ events: inout [PlannedEvent], _ generator: inout SeededGenerator
  ) {
    if plan.kind == .receivedGroup {
      plan.ownedCount = 1 + generator.below(min(3, plan.recipientCount))
    }
    for recipient in 0..<plan.ownedCount {
      let created = plan.created + (recipient == 0 ? 0 : generator.duration(below: 4 * .second))
      let time = created + 40_000 + generator.duration(below: 900_000)
      events.append(
        PlannedEvent(
          kind: .received, recipient: UInt8(recipient), created: created, time: time))
    }
  }
}
