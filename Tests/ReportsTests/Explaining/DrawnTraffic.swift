import Callbacks
import Primitives

@testable import Reports

/// One recipient as it is drawn: what happened to it, in plain words.
struct DrawnRecipient {
  var values: [String: String]
  /// In milliseconds from the start of the baseline; the window begins after an hour.
  var created: Int64
  var code: Int64?
  var latency: Int64 = 900
  var duplicates: Int64 = 0
  /// Whether it was reported what became of it, and not only that it left.
  var isAnswered = true

  /// Whether all of these values are its own; the code is one of them.
  func lies(in slice: [String: String]) -> Bool {
    slice.allSatisfy { name, value in
      name == "error_code" ? code.map { "\($0)" } == value : values[name] == value
    }
  }

  var isInWindow: Bool { created >= DrawnTraffic.hour }
}

/// Two hours of traffic, with failures that come in clumps as they do, and perhaps with an incident in
/// the second hour; hours more before that if the incident begins earlier.
struct DrawnTraffic {
  static let hour: Int64 = 3_600_000

  /// What goes wrong where.
  struct Incident {
    /// Where: up to two values.
    var slice: [String: String]
    /// How many of the recipients there are hit.
    var share = 0.5
    /// The code that they fail with; without one it is as usual.
    var code: Int64?
    /// Failures, unless told otherwise.
    var effect = Effect.failure
    /// For how many milliseconds before the window.
    var lead: Int64 = 0

    /// The values that have to be named.
    var story: [String: String] {
      var story = slice
      if let code { story["error_code"] = "\(code)" }
      return story
    }
  }

  enum Effect {
    case failure, slowness, duplicates, silence, lateReceipts
  }

  private(set) var recipients: [DrawnRecipient] = []
  private var generator: SeededGenerator
  /// How much worse than usual a sender fares in ten minutes, by sender and their number.
  private var clumps: [String: Double] = [:]

  static let codes: [Int64] = [4770, 4720, 4750, 4775, 5620, 9902, 4406]

  init(seed: UInt64, _ incident: Incident? = nil) {
    generator = SeededGenerator(seed: seed)
    let lead = incident?.lead ?? 0
    let first = lead > 0 ? -Self.hour * (1 + lead / Self.hour) : 0
    let count = draw(1200...1600) * Int(2 * Self.hour - first) / Int(2 * Self.hour)
    for _ in 0..<count {
      var recipient = drawRecipient(from: first)
      if let incident, recipient.created >= Self.hour - lead, recipient.lies(in: incident.slice),
        isDrawn(incident.share)
      {
        switch incident.effect {
        case .failure: recipient.code = incident.code ?? drawCode()
        case .slowness: recipient.latency = 60_000 + Int64(draw(0...9999))
        case .duplicates: recipient.duplicates = 2
        case .silence: continue
        case .lateReceipts:
          // Some come in the end, and some never.
          recipient.code = nil
          recipient.latency = Metric.patience + 1 + Int64(draw(0...1_000_000))
          recipient.isAnswered = isDrawn(0.5)
        }
      }
      recipients.append(recipient)
    }
  }

  /// Traffic that is made, not drawn.
  init(_ recipients: [DrawnRecipient]) {
    self.recipients = recipients
    generator = SeededGenerator(seed: 0)
  }

  /// Changes the recipients one by one.
  mutating func change(_ body: (inout DrawnRecipient) -> Void) {
    for index in recipients.indices { body(&recipients[index]) }
  }

  private mutating func drawRecipient(from first: Int64) -> DrawnRecipient {
    let application = drawRank(7)
    // An application has three senders and a few tags of its own.
    let sender = "+1919555\(1000 + application * 10 + draw(0...2))"
    let area = ["212", "305", "415", "512", "617", "702", "808", "919"][drawRank(8)]
    let isMedia = isDrawn(application % 3 == 0 ? 0.3 : 0.05)
    let created = Int64(draw(Int(first)...Int(2 * Self.hour) - 1))
    var recipient = DrawnRecipient(
      values: [
        "application": "app-\(application)", "sender": sender, "sender_type": "long_code",
        "recipient": "+1\(area)555\(1000 + draw(0...899))", "recipient_area": area,
        "carrier": ["Verizon", "AT&T", "T-Mobile", "Cellcom", ""][drawRank(5)],
        "tag": isDrawn(0.2) ? "" : "tag-\(application)-\(draw(0...3))",
        "kind": isMedia ? "mms" : "sms", "channel": isMedia ? "MMS" : "SMS",
        "priority": isDrawn(0.1) ? "high" : "default", "direction": "outbound",
        "group_size": "1", "segment_count": "\(1 + drawRank(3))",
      ],
      created: created)
    recipient.latency = Int64(400 + draw(0...2000) + draw(0...2000))
    if isDrawn(usualShare(application, sender, created)) { recipient.code = drawCode() }
    if isDrawn(0.02) { recipient.duplicates = 1 }
    return recipient
  }

  /// The usual share of failures, which an application has of its own, and which comes in clumps.
  private mutating func usualShare(
    _ application: Int, _ sender: String, _ created: Int64
  ) -> Double {
    let clump = "\(sender) \(created / 600_000)"
    let factor = clumps[clump] ?? [0.5, 0.8, 1, 1, 1, 1.3, 2][draw(0...6)]
    clumps[clump] = factor
    return (0.03 + 0.008 * Double(application)) * factor
  }

  private mutating func drawCode() -> Int64 { Self.codes[drawRank(Self.codes.count)] }

  private mutating func draw(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func isDrawn(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < share
  }

  /// A number below `count`; each comes about half as often again as the next.
  private mutating func drawRank(_ count: Int) -> Int {
    var rank = 0
    while isDrawn(0.6), rank + 1 < count { rank += 1 }
    return rank
  }
}
