import Lifecycles
import Primitives
import Runs
import SystemPackage
import TestSupport
import Testing

@testable import Reports

struct SealingTests {
  private static let parameters = ReportParameters(reports: ReportName.allCases, bucket: .hour)

  /// Events of messages whose texts are met in an order of their own.
  private static func archive(_ numbers: some Sequence<Int>) -> String {
    numbers.map { number in
      let hour = 9 + number % 3
      let type = ["message-sent", "message-delivered", "message-failed", "message-\(number % 4)"]
      return ReadArchive.event(
        type[number % 4], id: "m\(number)", at: "2024-03-05T\(hour == 9 ? "09" : "\(hour)"):00:00Z",
        application: "app\(number % 5)", fields: ",\"errorCode\":\(4000 + number % 7)")
    }.joined()
  }

  private func tables(_ counts: SealedCounts) -> [ReportTable] {
    counts.tables([], coverageEnd: nil)
  }

  private func texts(_ counts: SealedCounts) throws -> [String] {
    try tables(counts).map { try String(decoding: $0.csv, as: UTF8.self) }
  }

  /// Of messages before 2026-07-06 nothing more can be heard 26 hours later.
  @Test func `a period that the window cuts waits from the end of the window on`() throws {
    func time(_ text: String) throws -> Timestamp {
      let bytes = Array(text.utf8)
      let time = Timestamp(rfc3339: bytes.span)
      return try #require(time)
    }
    let archive = ReadArchive(
      ReadArchive.event("message-sent", id: "m", at: "2024-03-05T10:10:00Z"))
    var parameters = ReportParameters(reports: [.delivery], bucket: .hour)
    parameters.until = try time("2024-03-05T10:20:00Z")
    for (end, isProvisional) in [
      ("2024-03-06T12:19:59.999Z", true), ("2024-03-06T12:20:00Z", false),
    ] {
      let counts = archive.counts(parameters)
      let table = try #require(counts.tables([], coverageEnd: try time(end)).first)
      #expect(try table.rows.map(\.last) == [.boolean(isProvisional)])
    }
  }

  @Test func `workers with pools of their own come to the same as one`() throws {
    let whole = ReadArchive(Self.archive(0..<200))
    let expected = try texts(whole.counts(Self.parameters))
    #expect(expected[0].split(separator: "\n").count == 16)
    for workers in 1...4 {
      var sealed: [SealedCounts] = (0..<workers).map { worker in
        let numbers = (0..<200).filter { $0 % workers == worker }.reversed()
        return ReadArchive(Self.archive(numbers)).counts(Self.parameters)
      }
      var merged = sealed.removeFirst()
      for other in sealed { merged.merge(other) }
      #expect(try texts(merged) == expected, "\(workers) workers")
      #expect(merged.sums.allSatisfy { $0.total == 200 })
    }
  }

  @Test func `records are in ascending order and as many as cells`() throws {
    let archive = ReadArchive(Self.archive(0..<200))
    var cells = Cells<RedeliveryCell>(
      Division(bucket: .none, zone: .utc, dimensions: [.tag]), ownKeys: [.eventType])
    var pool = TextPool()
    archive.forEachMessage(OutcomeRules(coverageEnd: nil, receipts: .auto)) { message, texts in
      pool = texts
      cells.beginMessage()
      ReportDefinition.redelivery.count(message, texts, &cells)
    }
    var keys: [[UInt8]] = []
    cells.forEachRecord(pool) { key, _ in
      keys.append([])
      keys[keys.count - 1].append(key)
    }
    #expect(keys.count == cells.count && !keys.isEmpty)
    let isAscending = zip(keys, keys.dropFirst()).allSatisfy { $0.span.precedes($1.span) }
    #expect(isAscending)
    // They are sorted as bytes, and then sealed, beside the cells.
    #expect(cells.byteCount > 3 * keys.reduce(0) { $0 + $1.count })
  }

  @Test func `long texts in keys are memory`() {
    let archive = ReadArchive(
      (0..<40).map { number in
        let tag = String(repeating: "a", count: 10_000) + "\(number % 2)"
        return #"{"type":"t\#(number)","message":{"id":"m","tag":"\#(tag)"}}"#
      }.joined(separator: "\n"))
    var cells = Cells<RedeliveryCell>(
      Division(bucket: .none, zone: .utc, dimensions: [.tag]), ownKeys: [.eventType])
    archive.forEachMessage(OutcomeRules(coverageEnd: nil, receipts: .auto)) { message, texts in
      cells.beginMessage()
      ReportDefinition.redelivery.count(message, texts, &cells)
    }
    // One text in memory, and one in each key.
    #expect(cells.count == 40 && cells.byteCount > 40 * 3 * 10_000)
  }

  @Test func `sealed records are handed out as they were put in`() {
    let seed: UInt64 = 8
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let keys = Set(
        (0..<20).map { _ in
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            UInt8.random(in: 0...2, using: &generator)
          }
        }
      ).sorted { $0.span.precedes($1.span) }
      let values = keys.map { _ in
        [UInt8](repeating: 7, count: Int.random(in: 0...300, using: &generator))
      }
      var cells = SealedCells()
      for (key, value) in zip(keys, values) { cells.append(key: key.span, value: value.span) }
      var cursor = SealedCells.Cursor(cells)
      for (key, value) in zip(keys, values) {
        var read: [UInt8] = []
        cursor.appendValue(to: &read)
        #expect(cursor.key == key && read == value, "seed \(seed), round \(round)")
        cursor.advance()
      }
      #expect(cursor.isAtEnd)
    }
  }

  /// The error of a walk through a run with one record in the section of redelivery.
  private func error(key: [UInt8], value: [UInt8]) throws -> RunError? {
    var writer = try RunWriter(in: RunFolder(FilePath("/tmp")))
    for name in ReportName.allCases {
      try writer.beginSection()
      guard name == .redelivery else { continue }
      try writer.append(key: ([UInt8(name.section)] + key).span, value: value.span)
    }
    let report = SealedReport(
      definition: .redelivery, division: Division(bucket: .none, zone: .utc, dimensions: []),
      parts: [],
      runs: [try writer.finish()], coverageEnd: nil)
    do throws(RunError) {
      _ = try report.table.rows
      return nil
    } catch {
      return error
    }
  }

  @Test func `records that nobody wrote are damage`() throws {
    let value: [UInt8] = [1, 1, 0, 0, 0]
    var key: [UInt8] = []
    key.append(keyName: "message-sent")
    #expect(try error(key: key, value: value) == nil)
    let damaged: [([UInt8], [UInt8])] = [
      (key, []), (key, [1]), (key, value + [0]), (key, [0, 1, 0, 0, 0]), ([], value),
      (Array(key.dropLast()), value), (key + [0], value),
      (key + Array(repeating: 0, count: 16), []),
    ]
    for (key, value) in damaged {
      let error = try error(key: key, value: value)
      #expect(
        error?.kind == .damaged(.unreadableRecord, offset: 0), "\(key) \(value) \(error as Any)")
    }
  }
}
