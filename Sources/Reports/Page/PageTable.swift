internal import Primitives
internal import Runs

/// The rows of a report that a page shows, few enough to be held.
struct PageTable {
  let columns: [String]
  private(set) var rows: [[Value]] = []
  /// Which rows are not shown, if the report has more.
  private(set) var note: String?

  init(columns: [String] = []) {
    self.columns = columns
  }

  /// Takes the first rows of a report.
  init(_ table: ReportTable, limit: Int) throws(RunError) {
    columns = table.columns
    var (rows, isCut) = ([[Value]](), false)
    try table.forEachRow { row in
      isCut = rows.count == limit
      if !isCut { rows.append(row.map(\.shortenedForPage)) }
      return !isCut
    }
    self.rows = rows
    if isCut { note = "Only the first \(limit) rows are shown." }
  }

  /// Takes the rows of a report that have the most recipients, the greatest first; rows with
  /// equally many stay in order.
  ///
  /// - Parameters:
  ///   - table: The report.
  ///   - limit: How many rows are taken.
  ///   - top: How many rows the report keeps apart, if not all. What it folds the others into is
  ///     taken as well, and stands last.
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  init(busiestOf table: ReportTable, limit: Int, top: Int?) throws(RunError) {
    self.init(columns: table.columns)
    let empty = self
    var shortlist = Shortlist<RankedRow>(limit: limit)
    var (number, last) = (0, RankedRow?.none)
    try table.forEachRow { row in
      if let last { shortlist.insert(last) }
      last = RankedRow(
        values: row.map(\.shortenedForPage), recipients: empty.count("recipients", in: row),
        number: number)
      number += 1
      return true
    }
    // A sender may be called "other": only a row too many tells that the last one is folded.
    var folded: RankedRow?
    if let top, number > top { folded = last } else if let last { shortlist.insert(last) }
    let (busiest, leftOut) = shortlist.split
    rows = busiest.map(\.values)
    if leftOut > 0 {
      note =
        "Of \(shortlist.total) rows, the \(rows.count) with the most recipients are shown"
        + (folded == nil ? "." : "; other does not hold the rest.")
    }
    if let folded { rows.append(folded.values) }
  }

  mutating func append(_ row: [Value]) {
    rows.append(row)
  }

  func value(_ column: String, in row: [Value]) -> Value {
    columns.firstIndex(of: column).map { row[$0] } ?? .missing
  }

  /// The number in a column; 0 where there is none.
  func count(_ column: String, in row: [Value]) -> Int64 {
    guard case .integer(let number) = value(column, in: row) else { return 0 }
    return number
  }
}

/// A row among others: the greatest come first, then those with smaller numbers.
private struct RankedRow: Comparable {
  let values: [Value]
  let recipients: Int64
  /// Its place in the report.
  let number: Int

  static func < (a: RankedRow, b: RankedRow) -> Bool {
    a.recipients == b.recipients ? a.number < b.number : a.recipients > b.recipients
  }

  static func == (a: RankedRow, b: RankedRow) -> Bool { a.number == b.number }
}

extension ReportSet {
  /// One of the reports; `nil` if it was not asked for.
  func table(_ name: ReportName) -> ReportTable? { tables.first { $0.name == name } }

  /// The first rows of one of the reports; none where it was not asked for.
  func pageTable(_ name: ReportName, limit: Int) throws(RunError) -> PageTable {
    guard let table = table(name) else { return PageTable() }
    return try PageTable(table, limit: limit)
  }

  /// The rows of one of the reports with the most recipients.
  func busiestPageTable(_ name: ReportName, limit: Int) throws(RunError) -> PageTable {
    guard let table = table(name) else { return PageTable() }
    return try PageTable(busiestOf: table, limit: limit, top: parameters.top)
  }

  /// The sums of columns of one of the reports, over all its rows; `nil` where it has none.
  func pageTotals(_ name: ReportName, _ columns: [String]) throws(RunError) -> [Int64]? {
    guard let table = table(name) else { return nil }
    let empty = PageTable(columns: table.columns)
    var (totals, isEmpty) = ([Int64](repeating: 0, count: columns.count), true)
    try table.forEachRow { row in
      isEmpty = false
      for (index, column) in columns.enumerated() {
        totals[index].addSaturating(empty.count(column, in: row))
      }
      return true
    }
    return isEmpty ? nil : totals
  }
}

extension Value {
  /// How much of a text a page shows: more than anybody reads, and few enough for many rows.
  private static let textLimit = 1000

  /// The value, cut if it is a long text.
  fileprivate var shortenedForPage: Value {
    guard case .text(let text) = self, text.count > Self.textLimit else { return self }
    return .text(Array(text.beginning(ofBytes: Self.textLimit)) + Array("…".utf8))
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
    case .instant(let instant): return instant.shown
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
