internal import Lifecycles
internal import Primitives

/// What can be compared between two times: a number of hits among a number of trials.
public enum Metric: String, CaseIterable, Sendable {
  case failed
  case receiptLate = "receipt_late"
  case receiptExpired = "receipt_expired"
  case handedOff = "handed_off"
  case latencyP95 = "latency_p95"
  case volume
  case duplicates

  /// What one lifecycle adds.
  struct Score {
    var hits: Int64
    var trials: Int64

    init(hits: Int64, trials: Int64 = 1) {
      self.hits = hits
      self.trials = trials
    }

    init(_ isHit: Bool) {
      self.init(hits: isHit ? 1 : 0)
    }

    mutating func add(_ other: Score) {
      hits += other.hits
      trials += other.trials
    }
  }

  /// How long a receipt is waited for before it is late, in milliseconds.
  static let patience: Int64 = 300_000

  /// What a score depends on besides the message.
  struct Basis: Sendable {
    /// The latency in milliseconds above which a delivery is slow.
    var slowness: Int64 = 0
    /// Whether a receipt that expired counts, or the recipient is taken as it was before.
    var countsExpired = true
    /// Up to when the archives tell what happened; `nil` for ever.
    var coverageEnd: Timestamp?

    /// Whether a receipt of the message would be late by now, had it not come.
    fileprivate func isPatienceOver(_ message: Message) -> Bool {
      guard let coverageEnd else { return true }
      guard let created = message.creationTime else { return false }
      return created.advanced(byMilliseconds: Metric.patience) <= coverageEnd
    }
  }

  /// What a lifecycle adds; `nil` for one that does not count, such as one in flight.
  ///
  /// - Parameters:
  ///   - number: Which lifecycle of the message.
  ///   - message: Whole, with its outcomes.
  ///   - basis: What it depends on besides.
  /// - Returns: Its hits and trials.
  func score(_ number: Int, of message: Message, _ basis: Basis) -> Score? {
    let lifecycle = message.lifecycles[number]
    switch self {
    case .volume: return Score(true)
    case .receiptLate:
      guard lifecycle.outcome != nil, basis.isPatienceOver(message) else { return nil }
      return Score(!lifecycle.isAnswered(within: Self.patience, of: message))
    case .duplicates:
      return message.tallies[lifecycle.tallies].reduce(into: Score(hits: 0, trials: 0)) {
        $0.hits += $1.duplicates
        $0.trials += $1.count
      }
    case .latencyP95:
      return message.lifecycles[number].latency(of: message).map { Score($0 > basis.slowness) }
    case .failed, .receiptExpired, .handedOff: break
    }
    switch lifecycle.outcome {
    case .delivered: return Score(false)
    case .failed:
      // In flight, until the receipt expired.
      guard basis.countsExpired || !lifecycle.isReceiptExpired else { return nil }
      return Score(self == .failed || self == .receiptExpired && lifecycle.isReceiptExpired)
    case .contradictory:
      // Delivered, until then.
      return Score(self == .failed && (basis.countsExpired || !lifecycle.failsByExpiry))
    case .handedOff: return self == .handedOff ? Score(true) : nil
    case .inFlight, nil: return nil
    }
  }

  /// Whether the error code of a hit says what happened, rather than what was sent.
  var isToldApartByCode: Bool { self == .failed }

  /// Whether a lifecycle with this score has a code that tells it apart.
  func isFailure(_ score: Score) -> Bool { isToldApartByCode && score.hits > 0 }

  /// Whether hits are counted for themselves: those of everything follow the length of time, those of a
  /// slice all that there is.
  var isCount: Bool { self == .volume }

  /// Whether it changes when a receipt expires, days after the message was created.
  var dependsOnExpiry: Bool { self == .failed || self == .receiptExpired || self == .handedOff }

  /// Whether a lifecycle may still become a hit or a miss.
  func isUndecided(_ number: Int, of message: Message, _ basis: Basis) -> Bool {
    let outcome = message.lifecycles[number].outcome
    switch self {
    case .volume, .duplicates: return false
    case .receiptLate: return outcome != nil && !basis.isPatienceOver(message)
    case .failed, .receiptExpired, .handedOff, .latencyP95: return outcome == .inFlight
    }
  }

  /// What those are that are not decided yet.
  var undecidedState: String { self == .receiptLate ? "too young" : "in flight" }
}
