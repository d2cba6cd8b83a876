public import Primitives

/// What became of an outbound message at one recipient.
public enum Outcome: UInt8, CaseIterable, Sendable {
  /// Both delivered and failed were reported.
  case contradictory
  case failed
  /// It left the vendor, and nobody confirmed that it arrived.
  case handedOff
  case delivered
  /// Its outcome may still be reported.
  case inFlight

  /// As the columns of reports are called.
  public var name: StaticString {
    switch self {
    case .contradictory: "contradictory"
    case .failed: "failed"
    case .handedOff: "handed_off"
    case .delivered: "delivered"
    case .inFlight: "in_flight"
    }
  }
}

/// Whether receipts for MMS count as switched on.
public enum MMSReceipts: String, CaseIterable, Sendable {
  /// Where a lifecycle has an event that is only sent with receipts on.
  case auto
  case on, off
}

/// What outcomes depend on besides the events of a lifecycle.
public struct OutcomeRules: Sendable {
  /// Up to when the archives are known to tell what happened; `nil` when they tell of no time.
  public var coverageEnd: Timestamp?
  public var receipts: MMSReceipts

  public init(coverageEnd: Timestamp?, receipts: MMSReceipts) {
    self.coverageEnd = coverageEnd
    self.receipts = receipts
  }

  /// What decides the outcome of an outbound lifecycle: the first rule that applies.
  func reason(of lifecycle: Lifecycle, _ message: Message) -> OutcomeReason {
    if lifecycle.isDelivered, lifecycle.failure != nil { return .deliveredAndFailed }
    if lifecycle.failure != nil { return .failed }
    if lifecycle.isDelivered { return reason(ofDelivered: lifecycle, message) }
    return reason(ofSilence: message)
  }

  /// Whether "delivered" proves more than that the message left: of MMS only with receipts on.
  private func reason(ofDelivered lifecycle: Lifecycle, _ message: Message) -> OutcomeReason {
    guard message.kind == .mms || message.kind == .group else { return .delivered }
    return switch receipts {
    case .auto: lifecycle.showsReceipts ? .deliveredWithReceipts : .deliveredWithoutReceipts
    case .on: .deliveredReceiptsOn
    case .off: .deliveredReceiptsOff
    }
  }

  /// Whether anything more can be heard of a message.
  private func reason(ofSilence message: Message) -> OutcomeReason {
    guard let creation = message.creationTime else { return .creationUnknown }
    guard let coverageEnd else { return .coverageUnknown }
    return coverageEnd >= ReceiptWait.end(forMessageCreatedAt: creation) ? .waitOver : .waiting
  }
}
