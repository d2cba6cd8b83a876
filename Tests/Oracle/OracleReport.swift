/// What the oracle is asked; times are milliseconds since 1970-01-01T00:00:00Z.
public struct OracleOptions: Sendable {
  /// The first creation time inside the window.
  public var since: Int64?
  /// The first creation time behind the window.
  public var until: Int64?
  /// `none`, `1m`, `5m`, `15m`, `1h` or `1d`; `nil` is each report's own.
  public var bucket: String?
  /// Conditions that all have to hold, as they are written on a command line.
  public var conditions: [String] = []
  /// Names of dimensions; `nil` is each report's own.
  public var by: [String]?
  /// How many combinations of keys are kept apart.
  public var top: Int?
  /// Whether reports are not divided by their own keys either, but for those that others have too.
  public var isUndivided = false
  /// An identifier of the time zone database.
  public var timezone: String
  /// Replaces the end of the coverage.
  public var asOf: Int64?
  /// `auto`, `on` or `off`.
  public var mmsReceipts: String
  /// The machine's clock: later times by more than a day move no coverage.
  public var now: Int64

  public init(
    now: Int64, since: Int64? = nil, until: Int64? = nil, bucket: String? = nil,
    by: [String]? = nil, timezone: String = "UTC", asOf: Int64? = nil, mmsReceipts: String = "auto"
  ) {
    self.now = now
    self.since = since
    self.until = until
    self.bucket = bucket
    self.by = by
    self.timezone = timezone
    self.asOf = asOf
    self.mmsReceipts = mmsReceipts
  }
}

/// One report as a table; the rows are in the order of the output.
public struct OracleReport: Equatable, Sendable {
  public var columns: [String]
  public var rows: [[OracleCell]]
}

/// What one cell must say, before anything is rounded or quoted.
public enum OracleCell: Equatable, Sendable {
  /// Empty in CSV, null in JSON; also a column that the oracle leaves to the caller.
  case missing
  /// The bytes as read: invalid UTF-8 is replaced only on output. Also `period_start`, as printed.
  case text([UInt8])
  case integer(Int64)
  /// The exact quotient; printed with six digits, half to even.
  case rate(numerator: Int64, denominator: Int64)
  /// Printed as seconds with three decimals.
  case delay(milliseconds: Int64)
  case boolean(Bool)
  /// Milliseconds since the epoch; printed as RFC 3339 in UTC with three fraction digits.
  case time(Int64)
  /// The exact value at the nearest rank, in milliseconds also where the column is in seconds.
  case percentile(exact: Int64)
}

extension OracleCell {
  static func text(_ text: String) -> OracleCell {
    .text(Array(text.utf8))
  }

  static func integer(_ count: Int) -> OracleCell {
    .integer(Int64(count))
  }

  static func time(known milliseconds: Int64?) -> OracleCell {
    milliseconds.map { .time($0) } ?? .missing
  }

  /// A quotient, which is missing when there is nothing to divide by.
  static func rate(of numerator: Int, in denominator: Int) -> OracleCell {
    denominator == 0
      ? .missing : .rate(numerator: Int64(numerator), denominator: Int64(denominator))
  }
}
