import Archives
import Callbacks
import Foundation
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// What archives look like when they are damaged, and what is said about each.
@Suite struct DamageTests {
  @Test(arguments: DamageGroup.all)
  func `each kind of damage has its row`(group: DamageGroup) async throws {
    let cases = group.cases
    let scratch = try Scratch()
    for one in cases { try scratch.write(one.stored, to: "logs/\(one.name)") }
    let reading = try await Reading(scratch.path("logs"))
    #expect(reading.rows.count == cases.count)
    for one in cases {
      let row = try #require(reading.rows[one.name], "\(one.name)")
      #expect(row.counts == one.counts, "\(one.name)")
      #expect(row.detail == one.detail, "\(one.name)")
      #expect(row.compressedBytes == "\(one.stored.count)", "\(one.name)")
    }
  }

  @Test func `the same file under two names is read once`() async throws {
    let scratch = try Scratch()
    let path = try scratch.write(
      DamageCase.member(DamageCase.line(1)), to: "logs/2026/callbacks.gz")
    let files = FileManager.default
    try files.linkItem(atPath: path, toPath: scratch.path("logs/hard.gz"))
    try files.createSymbolicLink(
      atPath: scratch.path("logs/2026/soft.gz"), withDestinationPath: "callbacks.gz")
    try files.createSymbolicLink(
      atPath: scratch.path("logs/again"), withDestinationPath: "2026")
    let reading = try await Reading(scratch.path("logs"))
    #expect(Array(reading.rows.keys) == ["2026/callbacks.gz"])
    #expect(reading.accounting.events == 1)
    #expect(reading.accounting.duplicates == 0)
  }

  @Test func `a copy is read and its events are duplicates`() async throws {
    let scratch = try Scratch()
    let lines = DamageCase.line(1) + DamageCase.line(2)
    try scratch.write(DamageCase.member(lines), to: "logs/a.gz")
    try scratch.write(DamageCase.member(lines), to: "logs/b.gz")
    try scratch.write(lines, to: "logs/c.ndjson")
    let reading = try await Reading(scratch.path("logs"))
    #expect(reading.rows.values.map(\.counts) == Array(repeating: "ok 256 2 2 0 0 1 2", count: 3))
    #expect(reading.accounting.events == 6)
    #expect(reading.accounting.uniqueEvents == 2)
    #expect(reading.accounting.duplicates == 4)
    #expect(reading.accounting.messages == 2)
  }
}

/// The quality report on a folder, with what a check of it says besides.
private struct Reading {
  struct Row {
    var compressedBytes: String
    var counts: String
    var detail: String
  }

  /// By the names of the archives below the folder.
  private(set) var rows: [String: Row] = [:]
  let accounting: Accounting

  init(_ folder: String) async throws {
    let sources = try Discovery.archives(in: [folder])
    let scratch = try Scratch()
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: 10_000_000, jobs: 2),
      temporaryFolder: scratch.runFolder)
    let reports = try await ReportPass(ReportParameters(reports: [.quality]), context)
      .run(sources).reports
    accounting = reports.accounting
    let table = try #require(reports.tables.first)
    let checks = CheckPass(
      now: Corpus.now, jobs: 2, ReadingRules(), temporaryFolder: scratch.runFolder)
    let check = CheckTable(try await checks.run(sources).archives)
    for (values, checked) in zip(try table.rows, check.rows) {
      let cells = Self.cells(table.columns, values)
      let checkedCells = Self.cells(check.columnNames, checked)
      for (column, cell) in checkedCells where !["members", "ratio"].contains(column) {
        #expect(cell == cells[column], "\(column) differs in a check")
      }
      #expect(cells["unknown_types"] == "0")
      #expect(cells["recipient_unknown"] == "0")
      let counts = [
        "status", "bytes", "lines", "events", "malformed", "foreign", "first_event_at",
        "last_event_at",
      ].map { cells[$0] ?? "?" }
      let name = cells["archive", default: ""].replacing(folder + "/", with: "")
      rows[name] = Row(
        compressedBytes: cells["compressed_bytes", default: ""],
        counts: counts.joined(separator: " "),
        detail: cells["detail", default: "-"] == "-" ? "" : cells["detail", default: ""])
    }
  }

  private static func cells(_ columns: [String], _ values: [Value]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: zip(columns, values.map(text)))
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .integer(let number): "\(number)"
    case .instant(let time): "\(time.millisecondsSinceEpoch / 1000 % 60)"
    case .missing: "-"
    default: "\(value)"
    }
  }
}
