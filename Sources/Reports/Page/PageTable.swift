internal import Primitives
internal import Runs

/// The rows of a report that a page shows, few enough to be held.
struct PageTable {
  let columns: [String]
  private(set) var rows: [[Value]] = []
  /// Whether the report has more rows.
  private(set) var isCut = false

  init() {
    columns = []
  }

  /// Takes the first rows of a report.
  init(_ table: ReportTable, limit: Int) throws(RunError) {
    columns = table.columns
    var (rows, isCut) = ([[Value]](), false)
    try table.forEachRow { row in
      isCut = rows.count == limit
      if !isCut { rows.append(row) }
      return !isCut
    }
    (self.rows, self.isCut) = (rows, isCut)
  }

  var isEmpty: Bool { rows.isEmpty }

  func value(_ column: String, in row: [Value]) -> Value {
    columns.firstIndex(of: column).map { row[$0] } ?? .missing
  }

  /// The number in a column; 0 where there is none.
  func count(_ column: String, in row: [Value]) -> Int64 {
    guard case .integer(let number) = value(column, in: row) else { return 0 }
    return number
  }

  /// Puts the greatest numbers of a column first; rows with equal ones stay in order.
  mutating func sort(by column: String) {
    let sorted = rows.enumerated().sorted { a, b in
      let (first, second) = (count(column, in: a.element), count(column, in: b.element))
      return first == second ? a.offset < b.offset : first > second
    }
    rows = sorted.map(\.element)
  }

  /// The sum of a column.
  func total(_ column: String) -> Int64 {
    rows.reduce(into: 0) { $0.addSaturating(count(column, in: $1)) }
  }
}

extension ReportSet {
  /// The first rows of one of the reports; none where it was not asked for.
  func pageTable(_ name: ReportName, limit: Int) throws(RunError) -> PageTable {
    guard let table = tables.first(where: { $0.name == name }) else { return PageTable() }
    return try PageTable(table, limit: limit)
  }
}

extension Value {
  /// What a whole number is.
  enum Meaning {
    case count, milliseconds
    /// A name, which is not divided into groups.
    case code
  }

  /// As a page shows it: numbers in groups, shares as percentages, durations with a unit.
  ///
  /// - Parameter meaning: Of a whole number.
  /// - Returns: Text in which nothing is escaped for HTML.
  func pageText(_ meaning: Meaning = .count) -> String {
    guard !isMissing else { return "–" }
    var text: [UInt8] = []
    switch self {
    case .missing: break
    case .text(let bytes): return escapedForTerminal(bytes.span)
    case .integer(let number):
      switch meaning {
      case .count: text.append(grouped: number)
      case .milliseconds: text.append(duration: number)
      case .code: text.append(decimal: number)
      }
    case .boolean(let flag): return flag ? "yes" : "no"
    case .ratio(let numerator, let denominator): text.append(percent: numerator, of: denominator)
    case .factor(let numerator, let denominator): text.append(factor: numerator, of: denominator)
    case .milliseconds(let milliseconds): text.append(duration: milliseconds)
    case .instant(let instant): return instant.pageText
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What rows are sorted by in the reader's browser.
  var pageSortKey: String {
    switch self {
    case .integer(let number), .milliseconds(let number): "\(number)"
    case .ratio(let numerator, let denominator), .factor(let numerator, let denominator):
      denominator == 0 ? "" : "\(Double(numerator) / Double(denominator))"
    default: ""
    }
  }
}

extension Timestamp {
  /// As a page shows it: in UTC, to the second.
  var pageText: String {
    let text = String(decoding: rfc3339, as: UTF8.self)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))Z"
  }
}
