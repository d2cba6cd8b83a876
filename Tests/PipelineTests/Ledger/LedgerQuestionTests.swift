import Callbacks
import Foundation
import Lifecycles
import Primitives
import Reports
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Rows and traces of a ledger are those of the archives that it has taken in.
@Suite struct LedgerQuestionTests {
  let ledger: TestLedger
  let corpus: Corpus

  init() async throws {
    ledger = try TestLedger()
    corpus = try await Corpus(seed: 8)
  }

  /// Puts the archives into the folder, and some of them into the ledger.
  private func fill() async throws {
    for (number, lines) in corpus.archives.enumerated() {
      try ledger.write(
        String(decoding: Reporting.Layout.plain.file(lines), as: UTF8.self), to: "\(number).log")
      if number == 3 || number == corpus.archives.count / 2 { try await ledger.add() }
    }
  }

  private var reading: LedgerReading {
    LedgerReading(ledger.folder, ledger.context)
  }

  private func rows(
    _ messages: ReportedMessages, _ parameters: ReportParameters
  ) async throws -> [String] {
    let output = Gathered()
    let pass = LifecyclesPass(parameters, .ndjson, ledger.budget)
    let total = try await pass.run(messages) { output.append($0) }
    #expect(total.events == total.uniqueEvents + total.duplicates)
    return output.text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [nil, 3, 20, 100] as [Int64?])
  func `rows are the same, in the order of hours`(hours: Int64?) async throws {
    try await fill()
    var parameters = ReportParameters(reports: [.delivery])
    let read = try await IngestPass(ledger.context, order: .stable).run(ledger.sources())
    if let hours {
      let start = try #require(read.coverage.start)
      parameters.since = start.advanced(byMilliseconds: hours * 3_600_000)
      parameters.until = start.advanced(byMilliseconds: (hours + 5) * 3_600_000)
    }
    let expected = try await rows(ReportedMessages(read), parameters)
    let found = try await rows(reading.messages(with: ledger.sources()), parameters)
    #expect(found.sorted() == expected.sorted())
    #expect(hours != nil || !expected.isEmpty)
    // However they are divided between the ledger and archives besides.
    try await ledger.add()
    #expect(try await rows(reading.messages(with: []), parameters) == found)
  }

  private var trace: TracePass {
    TracePass(ReportParameters(reports: [.delivery]), ledger.context)
  }

  @Test func `a message is what it is in archives, and its events are those that are known`()
    async throws
  {
    try await fill()
    try await ledger.add()
    let sources = try ledger.sources()
    let read = try await rows(reading.messages(with: []), ReportParameters(reports: [.delivery]))
    let ids = read.compactMap { $0.split(separator: "\"").dropFirst(3).first.map(String.init) }
    #expect(ids.count > 10)
    for id in Set(ids).sorted().prefix(12) {
      let id = Array(id.utf8)
      let expected = try #require(try await trace.message(id, in: sources).trace)
      let found = try #require(
        try await trace.message(id, in: [], besides: ledger.folder).trace)
      let facts = String(decoding: expected.text(.file), as: UTF8.self)
        .split(separator: "\nevents\n", maxSplits: 1)[0]
      #expect(
        String(decoding: found.text(.file), as: UTF8.self).hasPrefix(facts + "\nevents, as the"))
      // With the archives besides, their lines are shown as well, and nothing counts twice.
      let both = try #require(
        try await trace.message(id, in: sources, besides: ledger.folder).trace)
      #expect(both.rows.csv == expected.rows.csv)
      #expect(
        String(decoding: both.text(.file), as: UTF8.self).hasPrefix(facts + "\nevents, as the"))
      let known = String(decoding: found.rows.csv, as: UTF8.self).split(separator: "\r\n")
      #expect(known[0].hasPrefix("time,type,recipient,error_code,error_name,events,"))
    }
    let none = try await trace.message(Array("nobody".utf8), in: [], besides: ledger.folder)
    #expect(none.trace == nil && none.archives.count == sources.count)
  }

  /// Also where a window begins inside of the hour of messages.
  @Test func `what changed is what changed in the archives`() async throws {
    try await fill()
    let start = try #require(
      try await IngestPass(ledger.context).run(ledger.sources()).coverage.start)
    let since = start.advanced(byMilliseconds: 10 * 3_600_000 + 1_800_000)
    let parameters = ExplainParameters(
      .volume, since: since, until: since.advanced(byMilliseconds: 600_000))
    func told(besides folder: LedgerFolder?) async throws -> String {
      let result = try await ExplainPass(parameters, ledger.context).run(
        ledger.sources(), besides: folder)
      return String(
        decoding: try result.explanation.get().json(parameters, result.read.coverage), as: UTF8.self
      )
    }
    let expected = try await told(besides: nil)
    #expect(try await told(besides: ledger.folder) == expected)
  }

  @Test func `the messages of a number are those of the archives`() async throws {
    try await fill()
    let sources = try ledger.sources()
    let rows = try await rows(
      reading.messages(with: sources), ReportParameters(reports: [.delivery]))
    let numbers = Set(
      rows.flatMap { $0.split(separator: "\"").filter { $0.hasPrefix("+") } }.map(String.init))
    #expect(numbers.count > 3)
    for number in numbers.sorted().prefix(8) {
      let number = Array(number.utf8)
      let expected = try await trace.messages(of: number, limit: 7, in: sources).trace
      let found = try await trace.messages(
        of: number, limit: 7, in: sources, besides: ledger.folder
      ).trace
      #expect(found?.json == expected?.json && found != nil)
    }
  }
}

/// What was written.
private final class Gathered: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func append(_ piece: [UInt8]) { bytes.withLock { $0 += piece } }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}
