import Archives
import Callbacks
import Foundation
import Lifecycles
import Primitives
import Reports
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// A ledger, and a folder of archives that are put into it.
struct TestLedger {
  let scratch: Scratch
  var budget = MemoryBudget(share: 100_000_000, jobs: 2)

  init() throws {
    scratch = try Scratch()
    _ = try scratch.write([], to: "logs/.keep")
  }

  var folder: LedgerFolder { LedgerFolder(scratch.path("ledger")) }
  var journal: Journal { get throws { try folder.readJournal(now: context.now) } }

  /// How archives are read.
  var rules = ReadingRules()

  var context: PassContext {
    PassContext(now: Corpus.now, budget, rules, temporaryFolder: scratch.runFolder)
  }

  func sources() throws -> [ArchiveSource] {
    try Discovery.archives(in: [scratch.path("logs")])
  }

  /// Writes an archive of the folder.
  func write(_ text: String, to name: String) throws {
    try scratch.write(text.utf8, to: "logs/\(name)")
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: scratch.path("logs/\(name)"))
  }

  /// Takes in all archives of the folder.
  @discardableResult
  func add() async throws -> LedgerIntake.Result {
    try await LedgerIntake(folder, context).run(sources())
  }

  func pass(_ parameters: ReportParameters) -> ReportPass {
    ReportPass(parameters, context)
  }

  /// The reports of the ledger, and perhaps of all archives of the folder besides, as JSON.
  func report(
    _ parameters: ReportParameters = TestLedger.all, withFolder: Bool = false
  ) async throws -> String {
    let sources = withFolder ? try sources() : []
    let reports = try await pass(parameters).run(sources, besides: folder).reports
    return String(decoding: try reports.json, as: UTF8.self)
  }

  /// The reports of all archives of the folder, which are read for that.
  func expected(_ parameters: ReportParameters = TestLedger.all) async throws -> String {
    let reports = try await pass(parameters).run(sources()).reports
    return String(decoding: try reports.json, as: UTF8.self)
  }

  static let all = ReportParameters(reports: ReportName.allCases)

  /// Expects that the ledger tells what the folder does.
  func expectSame(
    _ parameters: ReportParameters = TestLedger.all,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let expected = try await expected(parameters)
    #expect(try await report(parameters) == expected, sourceLocation: sourceLocation)
    #expect(
      try await report(parameters, withFolder: true) == expected, sourceLocation: sourceLocation)
  }

  var care: LedgerCare { LedgerCare(folder, now: Corpus.now, budget) }

  /// Expects that nothing in the ledger is damaged, and no file is left over.
  func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let result = try await care.verify()
    #expect(result.complaints == [], sourceLocation: sourceLocation)
    let names = try Set(FileManager.default.contentsOfDirectory(atPath: folder.path.string))
    let expected = Set(try journal.runs.map(\.name) + ["journal", "lock"])
    #expect(names == expected, sourceLocation: sourceLocation)
  }
}

/// A message of the day, with an id that tells its creation time.
struct TestMessage {
  var created: Timestamp
  /// How much earlier the id says that was, in milliseconds.
  var idLead: Int64 = 0
  var tail: String

  init(_ created: String, _ number: Int) {
    let time = Timestamp(rfc3339: Array(created.utf8).span)
    self.created = time ?? Timestamp(millisecondsSinceEpoch: 0)
    let letters = Array("abcdefghijklmnop")
    tail = String((0..<16).map { letters[number >> ($0 % 8 * 4) & 15] })
  }

  /// A line of an archive: an event so many seconds after the creation.
  func event(_ type: String, after seconds: Int64, to recipient: String = "+19195550101") -> String
  {
    let time = created.advanced(byMilliseconds: seconds * 1000)
    return """
      {"type":"\(type)","time":"\(time)","to":"\(recipient)","message":\
      {"id":"\(created.millisecondsSinceEpoch - idLead)\(tail)","time":"\(created)",\
      "from":"+19195550199","applicationId":"app","direction":"out","segmentCount":1}}\n
      """
  }
}
