import Primitives
import Testing

@testable import Lifecycles

struct HomeTests {
  private func home(_ id: String) -> Home {
    var overflow: [UInt8] = []
    let id = MessageID(Array(id.utf8).span, overflow: &overflow)
    return id.home(overflow)
  }

  private func key(_ id: [UInt8], _ home: Home) -> [UInt8] {
    var (key, overflow): ([UInt8], [UInt8]) = ([], [])
    HomeKey.append(MessageID(id.span, overflow: &overflow), overflow, home, to: &key)
    return key
  }

  @Test func `an id that begins with its creation time has that hour`() throws {
    let parsed = Timestamp(rfc3339: Array("2026-11-20T12:00:00Z".utf8).span)
    let noon = try #require(parsed).millisecondsSinceEpoch
    for (time, day, section) in [
      (noon, "2026-11-20", 12), (noon - 1, "2026-11-20", 11),
      (noon + 12 * 3_600_000 - 1, "2026-11-20", 23), (noon + 12 * 3_600_000, "2026-11-21", 0),
    ] {
      let home = home("\(time)abcdefgh234567zz")
      #expect(home == Home(try #require(HomeDay(day)), section: section))
      #expect(home.day.description == day)
      #expect(try #require(home.start).millisecondsSinceEpoch <= time)
      #expect(Home(word: home.word) == home)
    }
  }

  @Test(arguments: [
    "", "a", "1795176000000abcdefgh234567z", "1795176000000abcdefgh234567zzz",
    "1795176000000ABCDEFGH234567ZZ", "179517600000_abcdefgh234567zz",
    // No message of 1970, nor one of 2286.
    "0000000000000abcdefgh234567zz", "9999999999999abcdefgh234567zz",
  ])
  func `all other ids share a day without a date`(id: String) {
    let home = home(id)
    #expect(home.day == .undated && home.start == nil)
    #expect(home.day.description == "undated")
    #expect(Home(word: home.word) == home)
  }

  /// Ledgers hold messages by their homes: they stay where they are from version to version.
  @Test func `ids without a date have the homes that they always had`() {
    let ids = [
      "", "a", "id-7", "8bytes..", "0000000000000abcdefgh234567zz", "9999999999999abcdefgh234567zz",
      String(repeating: "x", count: 32), String(repeating: "x", count: 33),
      "c7b1f9a4-0d3e-4f5a-9b61-2f8d7e6c5b4a",
    ]
    #expect(ids.map { home($0).section } == [20, 7, 6, 5, 18, 17, 2, 20, 20])
  }

  /// As the ids that they are of, whatever those look like.
  @Test func `words sort as ids without a date do`() {
    var overflow: [UInt8] = []
    let ids = [
      "", "a", "aa", "ab", "abcdefghi", "0000000000000abcdefgh234567zz",
      "9999999999999abcdefgh234567zz", "zz",
    ].map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    for (id, next) in zip(ids, ids.dropFirst()) {
      let (id, next) = (
        MessageID(id.span, overflow: &overflow), MessageID(next.span, overflow: &overflow)
      )
      let home = Home(.undated, section: 0)
      #expect(id.sortWord(in: home, overflow) <= next.sortWord(in: home, overflow))
      #expect(id.precedes(next, overflow, overflow) && !next.precedes(id, overflow, overflow))
      #expect(!id.precedes(id, overflow, overflow) && id.equals(id, overflow, overflow))
      #expect(!id.equals(next, overflow, overflow))
    }
  }

  @Test func `ids without a date are divided among all homes of their day`() {
    let sections = Set((0..<1000).map { home("id-\($0)").section })
    #expect(sections.count == Home.countInDay)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `keys sort as ids do, and tell them`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)
    // An hour in which many digits change.
    let start: Int64 = 1_799_996_400_000
    let ids = (0..<300).map { _ -> [UInt8] in
      let time = start + Int64.random(in: 0..<3_600_000, using: &generator)
      let tail = (0..<16).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      return Array("\(time)".utf8) + tail
    }
    let home = home(String(decoding: ids[0], as: UTF8.self))
    var overflow: [UInt8] = []
    let sorted = ids.sorted { $0.lexicographicallyPrecedes($1) }
    for (id, next) in zip(sorted, sorted.dropFirst()) {
      #expect(key(id, home).count == HomeKey.datedByteCount)
      #expect(key(id, home).lexicographicallyPrecedes(key(next, home)))
      let words = [id, next].map {
        MessageID($0.span, overflow: &overflow).sortWord(in: home, overflow)
      }
      #expect(words[0] <= words[1])
      var read: [UInt8] = []
      try HomeKey.id(key(id, home).span, home, overflow: &overflow).append(to: &read, overflow)
      #expect(read == id)
    }
  }

  @Test func `a key that no id has is damage`() throws {
    func expectDamage(_ key: [UInt8], _ home: Home) {
      #expect(throws: RecordDamage.self, "\(key)") {
        var overflow: [UInt8] = []
        _ = try HomeKey.id(key.span, home, overflow: &overflow)
      }
    }
    let home = Home(try #require(HomeDay("2026-11-20")), section: 3)
    expectDamage([], home)
    expectDamage([UInt8](repeating: 0, count: 12), home)
    expectDamage([0x36, 0xEE, 0x80] + [UInt8](repeating: 0, count: 10), home)
    expectDamage([], Home(.undated, section: 3))
    #expect(Home(word: 5) == nil && Home(word: .max) == nil)
  }

  @Test func `days are read as they are written`() {
    for text in ["2010-01-01", "2026-02-28", "2099-12-31", "undated"] {
      #expect(HomeDay(text)?.description == text)
    }
    for text in [
      "", "2026-02-29", "2026-13-01", "2009-12-31", "2100-01-01", "2026-1-1", "20260101",
      "+026-01-01",
    ] {
      #expect(HomeDay(text) == nil, "\(text)")
    }
  }

  /// Messages that went through sections of their homes are those that events make.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `records of a home join as events do`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = (0..<3).map { _ in RecordedEvents(random: &generator, eventCount: 30, .home) }
    let whole = parts.reduce(RecordedEvents.identity) { $0.merged(with: $1) }
    struct Entry {
      var home: Home
      var source: Int
      var key: [UInt8]
      var value: [UInt8]
    }
    var entries: [Entry] = []
    for (source, part) in parts.enumerated() {
      var encoder = MessageEncoder()
      let join = part.join
      for partition in 0..<LifecycleJoin.partitionCount {
        var last: (home: Home, key: [UInt8])?
        join.forEachMessageByHome(in: partition) { (message, home) throws(Never) in
          encoder.encode(message, in: home, join.pool, beginsBlock: true)
          if let last, last.home == home {
            #expect(last.key.lexicographicallyPrecedes(encoder.key))
          }
          last = (home, encoder.key)
          entries.append(
            Entry(home: home, source: source, key: encoder.key, value: encoder.value))
        }
      }
    }
    var decoder = MessageDecoder()
    decoder.admit(sourceCount: parts.count)
    var lines: [String] = []
    for (_, records) in Dictionary(
      grouping: entries, by: { [UInt8]("\($0.home.label) ".utf8) + $0.key })
    {
      for record in records {
        try decoder.add(
          record.source, beginsBlock: true, in: record.home, key: record.key.span,
          value: record.value.span)
      }
      decoder.finish(OutcomeRules(coverageEnd: nil, receipts: .auto))
      lines.append(MessageDescription(message: decoder.message, pool: decoder.pool).text)
    }
    #expect(lines.sorted() == whole.contents, "seed \(seed)")
  }
}
