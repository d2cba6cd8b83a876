internal import Primitives

extension Planner {
  /// The shares of what is rare.
  private enum Share {
    static let failed = 0.048
    /// Never heard of again.
    static let lost = 0.0015
    /// No receipt follows on `message-sending`.
    static let unconfirmed = 0.06
    static let contradictory = 0.0008
    static let read = 0.55
    static let suggestion = 0.18
    static let location = 0.04
  }

  /// Plans what becomes of one recipient of an outbound message.
  func planOutbound(
    _ plan: MessagePlan, _ recipient: UInt8, _ hasIncident: Bool,
    _ events: inout [PlannedEvent], _ generator: inout SeededGenerator
  ) {
    let application = Application.all[plan.application]
    let isConfirmed = plan.kind.hasMedia && application.hasReceipts
    func add(_ kind: EventKind, at time: Microseconds, code: Int32 = 0) {
      // A reply is a message of its own.
      let created = kind.isReply ? time - 90_000 : plan.created
      events.append(
        PlannedEvent(
          kind: kind, recipient: recipient, errorCode: code, created: created, time: time))
    }

    var handedOff = plan.created + 60_000 + generator.duration(below: 700_000)
    if isConfirmed {
      add(.sending, at: handedOff)
    } else if application.hasSent && plan.created >= Self.receiptsChanged {
      add(.sent, at: handedOff)
    }
    handedOff += plan.kind.hasMedia ? .second : 0

    if let code = failure(of: plan, application, hasIncident, &generator) {
      let time = failureTime(of: plan, code, handedOff, &generator)
      add(.failed, at: time, code: code)
      if !options.isClean && generator.chance(Share.contradictory / Share.failed) {
        add(.delivered, at: time + generator.tailedDuration(from: .second, doublings: 10))
      }
      return
    }
    guard !generator.chance(isConfirmed ? Share.unconfirmed : Share.lost) else { return }
    let delivered = handedOff + generator.tailedDuration(from: 420_000, doublings: 16)
    add(.delivered, at: delivered)
    if plan.kind == .rcs {
      planReplies(delivered, &generator, add: { kind, time in add(kind, at: time) })
    }
  }

  /// The code that a recipient fails with; nil when the message gets through.
  private func failure(
    of plan: MessagePlan, _ application: Application, _ hasIncident: Bool,
    _ generator: inout SeededGenerator
  ) -> Int32? {
    if hasIncident, let incident = options.incident, incident.application == plan.application,
      generator.chance(incident.share)
    {
      return incident.errorCode
    }
    guard generator.chance(Share.failed) else { return nil }
    return failureCodes.choose(plan.kind, application.addressType, with: generator.next())
  }

  private func failureTime(
    of plan: MessagePlan, _ code: Int32, _ handedOff: Microseconds,
    _ generator: inout SeededGenerator
  ) -> Microseconds {
    switch code {
    case FailureCodes.receiptExpired:
      let wait: Microseconds = plan.created >= Self.receiptsChanged ? 73 * .hour : 2 * .hour
      return plan.created + wait + generator.duration(below: 30 * .second)
    // Refused at intake, before any carrier.
    case ..<4700: return plan.created + 20_000 + generator.duration(below: 250_000)
    default: return handedOff + generator.tailedDuration(from: 900_000, doublings: 12)
    }
  }

  private func planReplies(
    _ delivered: Microseconds, _ generator: inout SeededGenerator,
    add: (EventKind, Microseconds) -> Void
  ) {
    guard generator.chance(Share.read) else { return }
    let read = delivered + generator.tailedDuration(from: 4 * .second, doublings: 12)
    add(.read, read)
    if generator.chance(Share.suggestion) {
      add(.suggestion, read + generator.tailedDuration(from: 3 * .second, doublings: 8))
    } else if generator.chance(Share.location) {
      add(.location, read + generator.tailedDuration(from: 9 * .second, doublings: 8))
    }
  }
}
