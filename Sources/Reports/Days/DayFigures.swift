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
    // A list of days is a file that anybody may have changed.
    var decided = delivered
    decided.addSaturating(failed)
    decided.addSaturating(contradictory)
    return (delivered, decided)
  }

  /// Whether nothing was created on the day.
  public var isEmpty: Bool { self == DayFigures() }

  /// A number that is added up, and where it is found.
  private struct Field {
    let path: WritableKeyPath<DayFigures, Int64>
    let report: ReportName
    /// Its column in that report.
    let column: String
    /// Its column in a list of days.
    let name: String

    init(
      _ path: WritableKeyPath<DayFigures, Int64>, _ report: ReportName, _ column: String,
      _ name: String? = nil
    ) {
      self.path = path
      self.report = report
      self.column = column
      self.name = name ?? column
    }
  }

  private static var outboundFields: [Field] {
    [
      Field(\.recipients, .delivery, "recipients"), Field(\.delivered, .delivery, "delivered"),
      Field(\.handedOff, .delivery, "handed_off"), Field(\.failed, .delivery, "failed"),
      Field(\.receiptExpired, .delivery, "receipt_expired"),
      Field(\.contradictory, .delivery, "contradictory"),
      Field(\.inFlight, .delivery, "in_flight"),
    ]
  }

  private static var otherFields: [Field] {
    [
      Field(\.inbound, .inbound, "messages", "inbound"), Field(\.events, .redelivery, "events"),
      Field(\.duplicates, .redelivery, "duplicates"),
    ]
  }

  private static let rateColumn = "delivery_rate"

  /// Adds up the rows of reports.
  init(_ tables: [ReportTable]) throws(RunError) {
    for table in tables {
      let columns = (Self.outboundFields + Self.otherFields).compactMap { field in
        field.report == table.name
          ? table.columns.firstIndex(of: field.column).map { (field.path, $0) } : nil
      }
      try table.forEachRow { values in
        for (path, column) in columns {
          if case .integer(let number) = values[column] {
            self[keyPath: path].addSaturating(number)
          }
        }
        return true
      }
    }
  }
}

extension DayFigures {
  /// The columns of a list of days, behind the day and its status.
  public static let columns =
    outboundFields.map(\.name) + [rateColumn] + otherFields.map(\.name)

  /// The values of ``columns``.
  var values: [Value] {
    let rate = Value.ratio(deliveryRate.numerator, of: deliveryRate.denominator)
    return Self.outboundFields.map { .integer(self[keyPath: $0.path]) } + [rate]
      + Self.otherFields.map { .integer(self[keyPath: $0.path]) }
  }

  /// Reads the values of ``columns``, as CSV has them; `nil` where they are none.
  init?(csv values: [Substring]) {
    guard values.count == Self.columns.count else { return nil }
    for field in Self.outboundFields + Self.otherFields {
      guard let column = Self.columns.firstIndex(of: field.name),
        let number = Int64(values[column]),
        number >= 0
      else { return nil }
      self[keyPath: field.path] = number
    }
  }
}
