import Primitives
import Testing

struct RecordReaderTests {
  private func reader(_ bytes: [UInt8]) -> RecordReader { RecordReader(in: bytes.indices) }

  @Test(arguments: [0, -1, 1, -2, 2, 63, -64, 64, .max, .min] as [Int64])
  func `signed numbers read back`(number: Int64) throws {
    var bytes: [UInt8] = []
    bytes.append(zigzag: number)
    var reader = reader(bytes)
    #expect(try reader.signedNumber(bytes.span) == number)
    try reader.finish()
    #expect(Int64(zigzag: number.zigzag) == number)
  }

  @Test func `numbers near zero are short`() {
    #expect(([0, -1, 1, -2, 2] as [Int64]).map(\.zigzag) == [0, 1, 2, 3, 4])
  }

  @Test func `what is cut off is damage`() {
    for bytes: [UInt8] in [[], [0x80], [0xFF, 0xFF]] {
      var number = reader(bytes)
      #expect(throws: RecordDamage.self) { try number.number(bytes.span) }
      var word = reader(bytes)
      #expect(throws: RecordDamage.self) { try word.word(bytes.span) }
      var short = reader(bytes)
      #expect(throws: RecordDamage.self) { try short.word32(bytes.span) }
      var range = reader(bytes)
      #expect(throws: RecordDamage.self) { try range.range(bytes.span) }
    }
    let text: [UInt8] = [3, 0x61, 0x62]
    var range = reader(text)
    #expect(throws: RecordDamage.self) { try range.range(text.span) }
  }

  @Test func `words follow each other`() throws {
    let bytes = Array(UInt8(1)...12)
    var reader = reader(bytes)
    #expect(try reader.word32(bytes.span) == 0x0403_0201)
    #expect(try reader.word(bytes.span) == 0x0C0B_0A09_0807_0605)
    try reader.finish()
  }

  @Test func `numbers that are too large are damage`() {
    var bytes: [UInt8] = []
    bytes.append(varint: 1 << 63)
    var number = reader(bytes)
    #expect(throws: RecordDamage.self) { try number.number(bytes.span) }
    bytes = []
    bytes.append(varint: 1 << 31)
    var short = reader(bytes)
    #expect(throws: RecordDamage.self) { try short.number32(bytes.span) }
  }

  @Test func `times on both ends read back, and none beyond`() throws {
    let base = Timestamp.earliest.millisecondsSinceEpoch
    var bytes: [UInt8] = []
    bytes.append(zigzag: 5)
    bytes.append(zigzag: -1)
    var reader = reader(bytes)
    #expect(try reader.time(bytes.span, since: base) == base + 5)
    #expect(throws: RecordDamage.self) { try reader.time(bytes.span, since: base) }
  }

  @Test func `a reader stays in its range`() throws {
    let bytes: [UInt8] = [7, 1, 0x61, 9]
    var reader = RecordReader(in: 1..<3)
    #expect(try reader.range(bytes.span) == 2..<3)
    #expect(reader.count == 0)
    try reader.finish()
    #expect(throws: RecordDamage.self) { try reader.byte(bytes.span) }
  }
}
