internal import Primitives
internal import Runs

/// What a day came to, over all rows of its reports.
public struct DayFigures: Equatable, Sendable {
  /// Outbound recipients, and what became of them.
  public var recipients: Int64 = 0
  public var delivered: Int64 = 0
  public var handedOff: Int64 = 0
  public var failed: Int64 = 0
  public var receiptExpired: Int64 = 0
  public var contradictory: Int64 = 0
  public var inFlight: Int64 = 0
  /// Messages that came in, counted once for each recipient.
  public var inbound: Int64 = 0
  /// Events of all of them, duplicates included.
  public var events: Int64 = 0
  public var duplicates: Int64 = 0

  public init() {}

  /// How many recipients were confirmed as delivered, among those of whom anything was confirmed.
  public var deliveryRate: (numerator: Int64, denominator: Int64) {
    (delivered, delivered + failed + contradictory)
  }

  /// Whether nothing was created on the day.
  public var isEmpty: Bool { self == DayFigures() }

  /// In which column of which report each of them is.
  private static var sources: [(WritableKeyPath<DayFigures, Int64>, ReportName, String)] {
    [
      (\.recipients, .delivery, "recipients"), (\.delivered, .delivery, "delivered"),
      (\.handedOff, .delivery, "handed_off"), (\.failed, .delivery, "failed"),
      (\.receiptExpired, .delivery, "receipt_expired"),
      (\.contradictory, .delivery, "contradictory"), (\.inFlight, .delivery, "in_flight"),
      (\.inbound, .inbound, "messages"), (\.events, .redelivery, "events"),
      (\.duplicates, .redelivery, "duplicates"),
    ]
  }

  /// Adds up the rows of reports.
  init(_ tables: [ReportTable]) throws(RunError) {
    for table in tables {
      let columns = Self.sources.compactMap { path, report, name in
        report == table.name ? table.columns.firstIndex(of: name).map { (path, $0) } : nil
      }
      try table.forEachRow { values in
        for (path, column) in columns {
          if case .integer(let number) = values[column] { self[keyPath: path] += number }
        }
        return true
      }
    }
  }
}

extension DayFigures {
  /// The columns of a list of days, behind the day and its status.
  public static let columns = [
    "recipients", "delivered", "handed_off", "failed", "receipt_expired", "contradictory",
    "in_flight", "delivery_rate", "inbound", "events", "duplicates",
  ]

  /// The values of ``columns``.
  var values: [Value] {
    [
      .integer(recipients), .integer(delivered), .integer(handedOff), .integer(failed),
      .integer(receiptExpired), .integer(contradictory), .integer(inFlight),
      .ratio(deliveryRate.numerator, of: deliveryRate.denominator), .integer(inbound),
      .integer(events), .integer(duplicates),
    ]
  }

  /// Reads the values of ``columns``, as CSV has them; `nil` where they are none.
  init?(csv fields: [Substring]) {
    guard fields.count == Self.columns.count else { return nil }
    let numbers = fields.map { Int64($0) }
    func number(_ name: String) -> Int64? {
      Self.columns.firstIndex(of: name).flatMap { numbers[$0] }.flatMap { $0 >= 0 ? $0 : nil }
    }
    guard let recipients = number("recipients"), let delivered = number("delivered"),
      let handedOff = number("handed_off"), let failed = number("failed"),
      let receiptExpired = number("receipt_expired"),
      let contradictory = number("contradictory"), let inFlight = number("in_flight"),
      let inbound = number("inbound"), let events = number("events"),
      let duplicates = number("duplicates")
    else { return nil }
    self.recipients = recipients
    self.delivered = delivered
    self.handedOff = handedOff
    self.failed = failed
    self.receiptExpired = receiptExpired
    self.contradictory = contradictory
    self.inFlight = inFlight
    self.inbound = inbound
    self.events = events
    self.duplicates = duplicates
  }
}
