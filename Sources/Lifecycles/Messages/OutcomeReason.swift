/// Which rule decided an outcome.
public enum OutcomeReason: String, CaseIterable, Sendable {
  case deliveredAndFailed = "delivered_and_failed"
  case failed
  /// Of a message that is no MMS.
  case delivered
  /// Of an MMS, with an event that is only sent where receipts are on.
  case deliveredWithReceipts = "delivered_with_receipts"
  /// Of an MMS, without one.
  case deliveredWithoutReceipts = "delivered_without_receipts"
  /// Of an MMS; receipts are on because the user says so.
  case deliveredReceiptsOn = "delivered_receipts_on"
  /// Of an MMS; receipts are off because the user says so.
  case deliveredReceiptsOff = "delivered_receipts_off"
  /// Neither delivered nor failed was seen, and nothing more can come.
  case waitOver = "wait_over"
  /// Neither was seen, and either may still come.
  case waiting
  /// Neither was seen, and nobody knows since when it is waited for.
  case creationUnknown = "creation_unknown"
  /// Neither was seen, and the archives tell of no time.
  case coverageUnknown = "coverage_unknown"

  /// What follows from the rule.
  public var outcome: Outcome {
    switch self {
    case .deliveredAndFailed: .contradictory
    case .failed: .failed
    case .delivered, .deliveredWithReceipts, .deliveredReceiptsOn: .delivered
    case .deliveredWithoutReceipts, .deliveredReceiptsOff, .waitOver: .handedOff
    case .waiting, .creationUnknown, .coverageUnknown: .inFlight
    }
  }

  /// Whether another one may decide when archives are known to go further.
  public var isOpen: Bool { self == .waiting || self == .coverageUnknown }
}
