import Lifecycles
import Primitives
import Testing

@testable import Reports

struct RowBytesTests {
  private func row(_ format: RowFormat, _ write: (inout RowBytes) -> Void) -> String {
    var rows = RowBytes(format, ["a", "b"])
    write(&rows)
    rows.endRow()
    var text = ""
    rows.take { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  @Test func `cells have the form of their format`() {
    let write: (inout RowBytes) -> Void = { rows in
      rows.beginField(0)
      rows.name("sms")
      rows.beginField(1)
      rows.number(-12)
    }
    #expect(row(.csv, write) == "sms,-12\n")
    #expect(row(.ndjson, write) == "{\"a\":\"sms\",\"b\":-12}\n")
    let others: (inout RowBytes) -> Void = { rows in
      rows.beginField(0)
      rows.missing()
      rows.beginField(1)
      rows.flag(true)
    }
    #expect(row(.csv, others) == ",true\n")
    #expect(row(.ndjson, others) == "{\"a\":null,\"b\":true}\n")
  }

  /// The writers of reports say how a text is written; this one only has to be fast.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `texts are written as in reports`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let special = Array(",\"\n\r\t\\=+-@'0 \u{1}\u{7F}".utf8) + [0, 0xC3, 0xA9, 0xE2, 0x82, 0xFF]
    for round in 0..<4000 {
      var text = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        UInt8.random(in: 0x30...0x7A, using: &generator)
      }
      // One or two bytes at any place, or none.
      for _ in 0..<(round % 3) {
        let place = Int.random(in: text.indices, using: &generator)
        text[place] = special.randomElement(using: &generator) ?? 0
      }
      for format in RowFormat.allCases {
        var expected: [UInt8] = []
        switch format {
        case .csv: CSVText.append(text, to: &expected)
        case .ndjson: JSONString.append(text, to: &expected)
        }
        var rows = RowBytes(format, ["a"])
        rows.text(text)
        var written: [UInt8] = []
        rows.take { written = $0 }
        #expect(written == expected, "seed \(seed), round \(round), \(text)")
      }
    }
  }

  @Test func `an empty text is missing`() {
    #expect(row(.csv) { $0.text([]) } == "\n")
    #expect(row(.ndjson) { $0.text([]) } == "null}\n")
  }

  @Test func `times are written as in reports, whatever came before`() {
    var generator = SeededGenerator(seed: 11)
    var day = RowDay()
    var last = Timestamp(millisecondsSinceEpoch: 0)
    for round in 0..<5000 {
      let time: Timestamp
      switch round % 4 {
      case 0:
        let range =
          Timestamp.earliest.millisecondsSinceEpoch...Timestamp.latest.millisecondsSinceEpoch
        time = Timestamp(millisecondsSinceEpoch: .random(in: range, using: &generator))
      case 1:
        // The first and the last of a day, and their neighbours.
        let day = last.millisecondsSinceEpoch.floored(toMultipleOf: Milliseconds.day)
        let offset =
          ([-1, 0, 1, 86_399_999, 86_400_000] as [Int64]).randomElement(using: &generator) ?? 0
        time = Timestamp(checkedMilliseconds: day + offset) ?? last
      default:
        let offset = Int64.random(in: -50_000_000...50_000_000, using: &generator)
        time = Timestamp(checkedMilliseconds: last.millisecondsSinceEpoch + offset) ?? last
      }
      var written: [UInt8] = []
      day.append(time, to: &written)
      #expect(written == time.rfc3339)
      last = time
    }
  }
}
