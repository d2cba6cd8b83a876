import Archives
import Callbacks
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// Every cut and every flipped bit of small archives: nothing is counted wrongly without a status.
@Suite struct DamageSweepTests {
  private static let lineCount = 3
  private static let lineSize = 128
  private static let fields = GzipFields(
    extra: Array("SL".utf8) + [3, 0] + Array("abc".utf8), name: "a.ndjson", comment: "by hand")

  private static func lines(_ seconds: some Sequence<Int>) -> [UInt8] {
    seconds.flatMap { DamageCase.line($0) }
  }

  private static func read(_ stored: [UInt8], _ scratch: Scratch) throws -> ArchiveAccount {
    let path = Array(try scratch.write(stored, to: "archive").utf8)
    let source = ArchiveSource(name: path, byteCount: Int64(stored.count))
    var rejects: RejectLog?
    let scanner = ArchiveScanner(now: Corpus.now, ReadingRules())
    return try scanner.scan(source, ahead: false, &rejects) { _, _, _, _, _ in }.account
  }

  /// Lines that are whole, but for their line feed, are counted, and what is left of one is malformed.
  private static func expectPrefix(_ account: ArchiveAccount, _ place: String) {
    let bytes = Int(account.summary.bytes)
    #expect(account.events == Int64((bytes + 1) / lineSize), "\(place)")
    #expect(account.tally.malformed == ((bytes + 1) % lineSize > 1 ? 1 : 0), "\(place)")
    #expect(account.tally.lines == (bytes + lineSize - 1) / lineSize, "\(place)")
    #expect(account.tally.foreign == 0, "\(place)")
  }

  @Test(arguments: [0, 6] as [Int32])
  func `a cut is told and what came before counts`(level: Int32) throws {
    let scratch = try Scratch()
    let first = gzip(Self.lines(1...2), level: level, fields: Self.fields)
    let stored = first + gzip(Self.lines(3...Self.lineCount), level: level)
    for cut in 0...stored.count {
      let account = try Self.read(Array(stored[..<cut]), scratch)
      let whole: ArchiveSummary.Status? =
        cut == 0 ? .empty : [first.count, stored.count].contains(cut) ? .ok : nil
      #expect(account.summary.status == whole ?? .truncated, "cut at \(cut)")
      Self.expectPrefix(account, "cut at \(cut)")
    }
  }

  @Test func `a cut of gzip in gzip is told`() throws {
    let scratch = try Scratch()
    let stored = gzip(gzip(Self.lines(1...Self.lineCount), level: 0), level: 0)
    for cut in 1...stored.count {
      let account = try Self.read(Array(stored[..<cut]), scratch)
      #expect(account.summary.status == (cut == stored.count ? .ok : .truncated), "cut at \(cut)")
      Self.expectPrefix(account, "cut at \(cut)")
    }
  }

  @Test func `a cut of a plain archive is a malformed value`() throws {
    let scratch = try Scratch()
    let stored = Self.lines(1...2)
    for cut in 1...stored.count {
      let account = try Self.read(Array(stored[..<cut]), scratch)
      #expect(account.summary.status == .ok)
      Self.expectPrefix(account, "cut at \(cut)")
    }
  }

  /// Flips each bit of two members, of which the first has all header fields, or of a member of
  /// stored data around them.
  @Test(arguments: [(1, 6, false), (2, 0, false), (3, 6, true)] as [(UInt64, Int32, Bool)])
  func `a flipped bit is told or changes nothing`(seed: UInt64, level: Int32, isNested: Bool) throws
  {
    let scratch = try Scratch()
    var generator = SeededGenerator(seed: seed)
    let lines = Self.lines((1...Self.lineCount).shuffled(using: &generator))
    let split = Int.random(in: 1..<lines.count, using: &generator)
    let first = gzip(Array(lines[..<split]), level: level, fields: Self.fields)
    let second = gzip(Array(lines[split...]), level: level)
    let stored = isNested ? gzip(first + second, level: 0) : first + second
    let whole = try Self.read(stored, scratch)
    #expect(whole.events == Int64(Self.lineCount))

    var silent: Set<Int> = []
    for bit in 0..<stored.count * 8 {
      let flipped = stored.flipping(1 << (bit % 8), at: bit / 8)
      let account = try Self.read(flipped, scratch)
      #expect(account.summary.compressedBytes == Int64(stored.count))
      guard account.summary.status == .ok else {
        #expect(account.summary.damage != nil, "seed \(seed), bit \(bit)")
        continue
      }
      silent.insert(bit / 8)
      #expect(account.tally == whole.tally, "seed \(seed), bit \(bit)")
      #expect(account.events == whole.events, "seed \(seed), bit \(bit)")
      #expect(account.firstEvent == whole.firstEvent && account.lastEvent == whole.lastEvent)
    }
    let meaningless =
      isNested
      ? Self.meaningless(0..<stored.count)
      : Self.meaningless(0..<first.count, Self.fields)
        .union(Self.meaningless(first.count..<stored.count))
    #expect(silent.isSubset(of: meaningless), "seed \(seed): \(silent.subtracting(meaningless))")
  }

  /// The offsets in a member where a bit may say nothing about the data.
  ///
  /// They are the flags, of which one says "text", time, system, the optional fields, of which one
  /// may end a little earlier or later, and the first and the last byte of deflate, which may have
  /// bits left.
  private static func meaningless(
    _ member: Range<Int>, _ fields: GzipFields = GzipFields()
  ) -> Set<Int> {
    let header = fields.header.count
    let fixed = [3, 4, 5, 6, 7, 8, 9, header, member.count - 9]
    let optional = fields.extra == nil ? [] : Array(10..<header)
    return Set((fixed + optional).map { member.lowerBound + $0 })
  }
}
