public import Primitives

/// What stands in one cell of a report.
public enum Value: Equatable, Sendable {
  /// Nothing known or nothing to divide by: empty in CSV, null in JSON, never zero.
  case missing
  /// Bytes as they were archived, of any origin.
  case text([UInt8])
  case integer(Int64)
  case boolean(Bool)
  /// `numerator` ÷ `denominator`; missing when the denominator is 0.
  case ratio(Int64, of: Int64)
  /// How many times `denominator` goes into `numerator`, shown with two decimals; missing when the
  /// denominator is 0.
  case factor(Int64, of: Int64)
  /// A duration, shown in seconds.
  case milliseconds(Int64)
  /// Shown in UTC with milliseconds.
  case instant(Timestamp)

  init(_ text: StaticString) {
    var bytes: [UInt8] = []
    bytes.append(text)
    self = .text(bytes)
  }

  init(_ text: String) {
    self = .text(Array(text.utf8))
  }

  init(_ integer: Int64?) {
    self = integer.map(Value.integer) ?? .missing
  }

  init(_ instant: Timestamp?) {
    self = instant.map(Value.instant) ?? .missing
  }

  /// Whether this is shown as nothing.
  var isMissing: Bool {
    switch self {
    case .missing: true
    case .text(let bytes): bytes.isEmpty
    case .ratio(_, let denominator), .factor(_, let denominator): denominator == 0
    default: false
    }
  }
}
