internal import Primitives

/// What may be said of the total of a column, such as `delivery_rate<0.95` or `quality.malformed>0`.
///
/// Totals are compared exactly, not as they are shown. Durations are compared in the unit that their
/// column names.
public struct TotalCondition: Sendable {
  enum Relation: String, CaseIterable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
    case equal = "="
    case different = "!="
  }

  /// What a condition comes to.
  public enum Verdict: Sendable {
    case holds, fails
    /// There is nothing to compare with: a rate or a percentile of nothing.
    case undecided
  }

  let column: TotalColumn
  let relation: Relation
  let threshold: WrittenNumber
  /// As given.
  private let text: String

  /// Reads a condition, in which blanks may stand around the comparison.
  ///
  /// - Throws: ``TotalConditionError`` with what is wrong, and what would be right.
  public init(_ text: String) throws(TotalConditionError) {
    let signs: Set<Character> = ["<", ">", "=", "!"]
    guard let start = text.firstIndex(where: signs.contains) else { throw .noComparison(text) }
    let rest = text[start...]
    let number = rest.drop(while: signs.contains)
    guard let relation = Relation(rawValue: String(rest[..<number.startIndex])) else {
      throw .noComparison(text)
    }
    let column = try TotalColumn(String(text[..<start].withoutBlanks))
    guard let threshold = WrittenNumber(number.withoutBlanks) else {
      throw .noNumber(String(number.withoutBlanks))
    }
    if column.unit != .ratio, threshold.isPercentage { throw .noRate(column: column.name) }
    if column.unit == .ratio, threshold.isMoreThanAll {
      throw .moreThanAll(column: column.name, String(number.withoutBlanks))
    }
    self.text = text
    self.column = column
    self.relation = relation
    self.threshold = threshold
  }

  /// The names of all columns that can be compared; of other reports than delivery with their reports.
  public static var columnNames: [String] {
    TotalColumn.all.map { $0.report == .delivery ? $0.name : "\($0.report.rawValue).\($0.name)" }
  }

  /// The report whose total is looked at.
  public var report: ReportName { column.report }

  public func verdict(_ totals: ReportTotals) -> Verdict {
    guard let (numerator, denominator) = totals[column].fraction else { return .undecided }
    let isMore = threshold.isLess(than: numerator, dividedBy: denominator)
    let isEqual = threshold.isEqual(to: numerator, dividedBy: denominator)
    let holds =
      switch relation {
      case .less: !isMore && !isEqual
      case .atMost: !isMore
      case .more: isMore
      case .atLeast: isMore || isEqual
      case .equal: isEqual
      case .different: !isEqual
      }
    return holds ? .holds : .fails
  }

  /// The total that the condition is about, in words: `delivery.delivery_rate is 0.937500 (30 of 32)`.
  public func finding(_ totals: ReportTotals) -> String {
    "\(column.report.rawValue).\(column.name) is \(totals[column].found(column.unit))"
  }
}

extension TotalCondition: CustomStringConvertible {
  public var description: String { text }
}

extension Value {
  /// The number as a fraction, in the unit in which it is shown; `nil` for none.
  fileprivate var fraction: (numerator: Int64, denominator: Int64)? {
    switch self {
    case .integer(let number): (number, 1)
    case .milliseconds(let milliseconds): (milliseconds, 1000)
    case .ratio(let numerator, let denominator) where denominator > 0: (numerator, denominator)
    default: nil
    }
  }

  /// The number as reports write it, with its unit.
  fileprivate func found(_ unit: Unit) -> String {
    var text: [UInt8] = []
    switch self {
    case .integer(let number):
      text.append(decimal: number)
      text.append(contentsOf: " \(unit == .milliseconds ? "ms" : unit.rawValue)".utf8)
    case .milliseconds(let milliseconds):
      text.append(seconds: milliseconds)
      text.append(" s")
    case .ratio(let numerator, let denominator) where denominator > 0:
      text.append(ratio: numerator, of: denominator)
      text.append(contentsOf: " (\(numerator) of \(denominator))".utf8)
    default: return "empty"
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Substring {
  fileprivate var withoutBlanks: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
