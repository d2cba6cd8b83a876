import Archives
import Lifecycles
import Oracle
import Primitives
import Reports
import Runs
import TestSupport
import Testing

@testable import Pipeline

/// What both sides are asked.
struct Question: Sendable {
  var options: OracleOptions
  var parameters: ReportParameters
  /// Whether the program is given so little memory that it spills again and again.
  var spills: Bool

  init(_ options: OracleOptions, spills: Bool = false) throws {
    func time(_ milliseconds: Int64?) -> Timestamp? {
      milliseconds.map(Timestamp.init(millisecondsSinceEpoch:))
    }
    self.options = options
    self.spills = spills
    parameters = ReportParameters(
      reports: ReportName.allCases, since: time(options.since), until: time(options.until),
      filter: LifecycleFilter(try options.conditions.map { try Condition($0) }),
      bucket: options.bucket.flatMap(Bucket.init(rawValue:)),
      dimensions: try options.by?.map { try Dimension(named: $0) }, top: options.top,
      zone: try Zone(named: options.timezone), asOf: time(options.asOf),
      receipts: try #require(MMSReceipts(rawValue: options.mmsReceipts)))
  }
}

/// Asks the program and the oracle the same, and compares every cell.
func expectAgreement(_ texts: [[UInt8]], _ question: Question) async throws {
  let scratch = try Scratch()
  var archives: [(name: String, text: [UInt8])] = []
  for (number, text) in texts.enumerated() {
    let bytes = number.isMultiple(of: 2) ? gzip(text) : text
    archives.append((try scratch.write(bytes, to: "logs/\(number).log"), text))
  }
  let expected = oracleReports(archives: archives, options: question.options)
  let now = Timestamp(millisecondsSinceEpoch: question.options.now)
  let budget = MemoryBudget(share: question.spills ? 8000 : 100_000_000, jobs: 2)
  let context = PassContext(now: now, budget, temporaryFolder: scratch.runFolder)
  let pass = ReportPass(question.parameters, context)
  let result = try await pass.run(Discovery.archives(in: [scratch.path("logs")]))
  #expect(question.spills == (result.spilledRunCount > 2))
  let reports = result.reports
  for table in reports.tables {
    let oracle = try #require(expected.reports[table.name.rawValue])
    try expectEqual(table, oracle)
  }
  expectEqual(reports.accounting, expected.accounting)
  #expect(reports.coverage.start?.millisecondsSinceEpoch == expected.coverage.start)
  #expect(reports.coverage.end?.millisecondsSinceEpoch == expected.coverage.end)
}

/// Columns that only who reads the files can know.
let leftToTheCaller: Set<String> = ["status", "compressed_bytes", "detail"]

private func expectEqual(_ table: ReportTable, _ oracle: OracleReport) throws {
  let name = table.name.rawValue
  let rows = try table.rows
  guard table.columns == oracle.columns else {
    Issue.record("\(name): columns \(table.columns), not \(oracle.columns)")
    return
  }
  guard rows.count == oracle.rows.count else {
    Issue.record(
      """
      \(name): \(rows.count) rows, not \(oracle.rows.count): \
      \(rows.map { $0.prefix(4).map(describe) }) \
      instead of \(oracle.rows.map { $0.prefix(4).map(describe) })
      """)
    return
  }
  for (row, (values, cells)) in zip(rows, oracle.rows).enumerated() {
    for (column, (value, cell)) in zip(oracle.columns, zip(values, cells))
    where !leftToTheCaller.contains(column) && !agree(value, cell) {
      Issue.record(
        """
        \(name) row \(row) \(values.prefix(3).map(describe)): \(column) is \(describe(value)), \
        not \(describe(cell))
        """)
    }
  }
}

/// Whether a value of the program says what the oracle does.
func agree(_ value: Value, _ cell: OracleCell) -> Bool {
  switch (value, cell) {
  case (.missing, .missing): true
  case (.text([]), .missing), (.missing, .text([])): true
  case (.ratio(_, of: 0), .missing): true
  case (.text(let a), .text(let b)): a == b
  case (.integer(let a), .integer(let b)): a == b
  case (.boolean(let a), .boolean(let b)): a == b
  case (.instant(let a), .time(let b)): a.millisecondsSinceEpoch == b
  case (.ratio(let a, let b), .rate(let c, let d)): a == c && b == d
  case (.milliseconds(let a), .delay(let b)): a == b
  case (.integer(let a), .percentile(let exact)), (.milliseconds(let a), .percentile(let exact)):
    a >= exact && Double(a) <= Double(exact) * 1.01
  default: false
  }
}

private func describe(_ value: Value) -> String {
  if case .text(let bytes) = value { return String(decoding: bytes, as: UTF8.self) }
  return "\(value)"
}

private func describe(_ cell: OracleCell) -> String {
  if case .text(let bytes) = cell { return String(decoding: bytes, as: UTF8.self) }
  return "\(cell)"
}

private func expectEqual(_ accounting: Accounting, _ expected: [String: Int64]) {
  let members = Dictionary(
    uniqueKeysWithValues: accounting.members.map { ($0.name, $0.value) })
  for (name, value) in expected where name != "compressed_bytes" {
    #expect(members[name] == value, "accounting.\(name)")
  }
}
