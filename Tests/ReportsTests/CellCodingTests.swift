import Primitives
import Testing

@testable import Reports

struct CellCodingTests {
  private func coded(_ cell: some ReportCell) -> [UInt8] {
    var bytes: [UInt8] = []
    cell.append(to: &bytes)
    return bytes
  }

  private func read<Cell: ReportCell>(_ bytes: [UInt8]) throws(RecordDamage) -> Cell {
    var reader = CellReader(bytes, in: 0..<bytes.count)
    let cell = try Cell(&reader)
    try reader.finish()
    return cell
  }

  /// A cell as it is in a row: read from its record, and from those of its details.
  private func readWithDetails<Cell: ReportCell>(_ cell: Cell) throws -> Cell {
    var read: Cell = try read(coded(cell))
    try cell.forEachDetail { detail throws(RecordDamage) in try read.follow(detail) }
    return read
  }

  private func expectCoding<Cell: DrawnCell>(_ type: Cell.Type, seed: UInt64) throws {
    var draw = Draw(generator: SeededGenerator(seed: seed))
    var cell = Cell.identity
    cell.draw(&draw)
    let bytes = coded(cell)
    #expect(!bytes.isEmpty, "an empty value is that of a detail")
    let back: Cell = try read(bytes)
    #expect(coded(back) == bytes, "seed \(seed)")
    for cut in 0..<bytes.count {
      #expect(throws: RecordDamage.self, "\(type), cut at \(cut), seed \(seed)") {
        let _: Cell = try read(Array(bytes[..<cut]))
      }
    }
    #expect(throws: RecordDamage.self) { let _: Cell = try read(bytes + [0]) }
    // What no checksum would have caught is another cell, or damage, but never a trap; neither when
    // cells are merged.
    for index in bytes.indices {
      var changed = bytes
      changed[index] = UInt8.random(in: 0...255, using: &draw.generator)
      if let other: Cell = try? read(changed) { _ = cell.merged(with: other).merged(with: other) }
    }
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `cells read back, and cut ones are damage`(seed: UInt64) throws {
    try expectCoding(DeliveryCell.self, seed: seed)
    try expectCoding(FailuresCell.self, seed: seed)
    try expectCoding(MMSGroupCell.self, seed: seed)
    try expectCoding(InboundCell.self, seed: seed)
    try expectCoding(RedeliveryCell.self, seed: seed)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `cells without details read back as they were`(seed: UInt64) throws {
    var draw = Draw(generator: SeededGenerator(seed: seed))
    func expectSame<Cell: DrawnCell>(_ type: Cell.Type) throws {
      var cell = Cell.identity
      cell.draw(&draw)
      #expect(try read(coded(cell)) == cell)
    }
    try expectSame(DeliveryCell.self)
    try expectSame(FailuresCell.self)
    try expectSame(InboundCell.self)
    try expectSame(RedeliveryCell.self)
    var group = MMSGroupCell.identity
    group.draw(&draw)
    #expect(try readWithDetails(group).copies.logicalCount == group.copies.gatheredCount)
  }

  @Test func `random bytes are read or refused`() {
    let seed: UInt64 = 31
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        [0, 1, 2, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0 as UInt8
      }
      let _: DeliveryCell? = try? read(bytes)
      let _: FailuresCell? = try? read(bytes)
      let _: MMSGroupCell? = try? read(bytes)
      let _: InboundCell? = try? read(bytes)
      let _: RedeliveryCell? = try? read(bytes)
    }
  }

  @Test(arguments: [nil, 0, 1, -1, 2, -2, -62_167_219_200_000, 253_402_300_799_999] as [Int64?])
  func `times read back`(milliseconds: Int64?) throws {
    let time = milliseconds.map(Timestamp.init(millisecondsSinceEpoch:))
    var bytes: [UInt8] = []
    bytes.append(time: time)
    var reader = CellReader(bytes, in: 0..<bytes.count)
    #expect(try reader.time() == time)
  }

  @Test func `times that cannot be written are damage`() {
    for milliseconds in [-62_167_219_200_001, 253_402_300_800_000] as [Int64] {
      var bytes: [UInt8] = []
      bytes.append(time: Timestamp(millisecondsSinceEpoch: milliseconds))
      var reader = CellReader(bytes, in: 0..<bytes.count)
      #expect(throws: RecordDamage.self) { try reader.time() }
    }
  }

  @Test func `copies have the order of their bytes`() throws {
    let times: [Int64] = [-62_167_219_200_000, -1, 0, 1, 1_709_629_200_005]
    let copies = ([0, 1, 256, .max] as [UInt64]).flatMap { signature in
      times.map {
        Copy(signature: signature, creationTime: Timestamp(millisecondsSinceEpoch: $0))
      }
    }
    let coded = copies.map { copy in
      var bytes: [UInt8] = []
      copy.append(to: &bytes)
      return bytes
    }
    for (copy, bytes) in zip(copies, coded) { #expect(try Copy(bytes.span) == copy) }
    let isAscending = zip(coded, coded.dropFirst()).allSatisfy { $0.span.precedes($1.span) }
    #expect(isAscending)
    let short = Array(coded[0].dropLast())
    #expect(throws: RecordDamage.self) { try Copy(short.span) }
    #expect(throws: RecordDamage.self) { try Copy(Array(repeating: 0xFF, count: 16).span) }
  }
}
