import Archives
import Callbacks
import Lifecycles
import Oracle
import Primitives
import Runs
import TestSupport
import Testing

@testable import Pipeline
@testable import Reports

/// Traces find what the reports count, whatever is passed over on the way.
@Suite struct TraceTests {
  /// Archives of a few lines each, so that most of them hold nothing of a message.
  private static func archives(seed: UInt64) throws -> TracedArchives {
    let corpus = RandomCorpus(
      seed: seed, messageCount: 30, plantsWildTimes: seed % 7 == 0, isDamaged: seed % 3 != 0,
      wraps: seed % 5 < 4)
    var generator = SeededGenerator(seed: seed)
    var pieces: [[UInt8]] = []
    for archive in corpus.archives {
      var piece: [UInt8] = []
      for line in archive.text.split(separator: 0x0A, omittingEmptySubsequences: false) {
        piece += line + [0x0A]
        guard Int.random(in: 0..<6, using: &generator) == 0 else { continue }
        pieces.append(piece)
        piece = []
      }
      pieces.append(piece)
    }
    return try TracedArchives(pieces, RandomTests.options(seed))
  }

  /// The bytes of an archive say that it holds nothing only where that is so.
  @Test(arguments: Trials.seeds(1...6, few: 3))
  func `no search overlooks an event`(seed: UInt64) throws {
    let archives = try Self.archives(seed: seed)
    let found = archives.found
    let ids = Set(found.flatMap(\.ids)).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Set(found.flatMap(\.numbers))
    var passedOver = 0
    func look(_ search: TextSearch?, _ isThere: (FoundTexts) -> Bool, _ text: [UInt8]) {
      guard let search else { return }
      for (number, archive) in archives.texts.enumerated()
      where search.examine(archive.span, isLast: true) != nil {
        passedOver += 1
        #expect(
          !isThere(found[number]),
          "\(String(decoding: text, as: UTF8.self)) is in \(String(decoding: archive, as: UTF8.self))"
        )
      }
    }
    for id in ids { look(TextSearch(ids: [id]), { $0.ids.contains(id) }, id) }
    for number in numbers {
      look(TextSearch(number: number), { $0.numbers.contains(number) }, number)
    }
    let some = ids.enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element)
    look(TextSearch(ids: some), { !$0.ids.isDisjoint(with: some) }, [])
    // It is worth the trouble.
    #expect(passedOver > archives.texts.count * ids.count / 12)
  }

  @Test(arguments: Trials.seeds(1...2, few: 1))
  func `traces of all messages add up to the reports`(seed: UInt64) async throws {
    let archives = try Self.archives(seed: seed)
    let reports = try await archives.reports()
    var totals = TraceTotals()
    let ids = Set(archives.found.flatMap(\.ids)).sorted { $0.lexicographicallyPrecedes($1) }
    for (number, id) in ids.enumerated() {
      let trace = try #require(try await archives.pass().message(id, in: archives.sources).trace)
      totals.add(trace)
      guard number % 3 == 0 else { continue }
      let spilled = archives.pass(jobs: 2, share: 8000, searches: false)
      let read = try await spilled.message(id, in: archives.sources).trace
      #expect(read?.json == trace.json)
    }
    let expected = try TraceTotals(reports)
    #expect(totals == expected)
    let none = try await archives.pass().message(Array("no such id".utf8), in: archives.sources)
    #expect(none.trace == nil)
    #expect(none.archives.map(\.source) == reports.archives.map(\.source))
    #expect(none.archives.map(\.summary) == reports.archives.map(\.summary))
  }

  @Test(arguments: Trials.seeds(1...2, few: 1))
  func `a number has the messages that it sent and was sent`(seed: UInt64) async throws {
    let archives = try Self.archives(seed: seed)
    let expected = try archives.numberedMessages()
    #expect(!expected.isEmpty)
    let numbers = expected.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for number in numbers.enumerated().filter({ $0.offset % 8 == Int(seed) % 8 }).map(\.element) {
      let messages = try #require(expected[number])
      func trace(_ pass: TracePass, limit: Int = 1000) async throws -> NumberTrace {
        try #require(
          try await pass.messages(of: number, limit: limit, in: archives.sources).trace)
      }
      let whole = try await trace(archives.pass())
      #expect(whole.messages.map { NumberedID($0) }.sorted() == messages.sorted())
      #expect(whole.total == Int64(messages.count))
      // By their ids, and by taking down everything.
      let read = try await trace(archives.pass(jobs: 2, share: 8000, searches: false))
      let joined = try await trace(archives.pass(idLimit: 0))
      #expect(read.json == whole.json)
      #expect(joined.json == whole.json)
      let newest = try await trace(archives.pass(), limit: 1)
      #expect(newest.messages == Array(whole.messages.prefix(1)))
      #expect(newest.leftOut == whole.total - Int64(newest.messages.count))
    }
  }
}
