import Primitives
import Testing

@testable import Reports

struct KeyCodingTests {
  private func coded(_ values: [KeyValue]) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values { bytes.append(value) }
    return bytes
  }

  private func text(_ text: String) -> KeyValue { .value(.text(Array(text.utf8))) }

  /// The values of one column, in the order of the contract.
  private var columns: [(part: KeyPart, values: [KeyValue])] {
    let numbers: [Int64] = [.min, .min + 1, -256, -2, -1, 0, 1, 9, 10, 255, 256, 4770, .max]
    let times =
      [Timestamp.earliest, Timestamp(millisecondsSinceEpoch: -1)]
      + [Timestamp(millisecondsSinceEpoch: 0), .latest]
    let texts = ["\0", "\0\0", "\0a", "\u{1}", "B", "a", "a\0", "a\0\0", "a\0b", "a\u{1}", "aa"]
    let highTexts: [KeyValue] = [
      text("b"), text("ä"), .value(.text([0xFF])),
      .value(.text([0xFF, 0])), .value(.text([0xFF, 0xFF])),
    ]
    return [
      (.period, [.period(nil)] + times.map { .period($0) }),
      (.dimension(.errorCode), [.value(.missing)] + numbers.map { .value(.integer($0)) }),
      (.dimension(.tag), [.value(.missing)] + texts.map(text) + highTexts),
    ]
  }

  @Test func `bytes have the order of the contract`() {
    for (_, values) in columns {
      for (i, a) in values.enumerated() {
        for (j, b) in values.enumerated() {
          let (a, b) = (coded([a]), coded([b]))
          let precedes = a.span.precedes(b.span)
          #expect(precedes == (i < j), "\(a) \(b)")
        }
      }
    }
  }

  @Test func `parts are compared one by one`() {
    let seed: UInt64 = 12
    var generator = SeededGenerator(seed: seed)
    let columns = columns
    for round in 0..<20_000 {
      var (a, b, ranks) = ([KeyValue](), [KeyValue](), [(Int, Int)]())
      for _ in 0..<3 {
        let values = columns[Int.random(in: 0..<3, using: &generator)].values
        let i = Int.random(in: 0..<values.count, using: &generator)
        let j =
          Bool.random(using: &generator) ? i : Int.random(in: 0..<values.count, using: &generator)
        ranks.append((i, j))
        a.append(values[i])
        b.append(values[j])
      }
      let expected = ranks.first { $0 != $1 }.map { $0 < $1 } ?? false
      let (aBytes, bBytes) = (coded(a), coded(b))
      let precedes = aBytes.span.precedes(bBytes.span)
      #expect(precedes == expected, "\(a) \(b), seed \(seed), round \(round)")
    }
  }

  @Test func `keys read back, and no other bytes do`() throws {
    for x in columns {
      for y in columns {
        for (first, second) in zip(x.values, y.values.reversed()) {
          let bytes = coded([first, second])
          #expect(try bytes.span.keyValues([x.part, y.part]) == [first, second])
          for cut in 0..<bytes.count {
            #expect(throws: RecordDamage.self) {
              try bytes.span.extracting(..<cut).keyValues([x.part, y.part])
            }
          }
          let longer = bytes + [0]
          #expect(throws: RecordDamage.self) { try longer.span.keyValues([x.part, y.part]) }
        }
      }
    }
  }

  @Test func `what reads back has one form`() {
    let seed: UInt64 = 13
    var generator = SeededGenerator(seed: seed)
    let parts: [KeyPart] = [.period, .dimension(.errorCode), .dimension(.tag)]
    var count = 0
    for round in 0..<50_000 {
      let bytes = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
        [0, 0, 1, 0xFF, 0x80, 0x61].randomElement(using: &generator) ?? 0 as UInt8
      }
      let chosen = parts.shuffled(using: &generator).prefix(2)
      guard let values = try? bytes.span.keyValues(Array(chosen)) else { continue }
      count += 1
      #expect(coded(values) == bytes, "seed \(seed), round \(round)")
    }
    #expect(count > 100)
  }
}

extension [UInt8] {
  /// Appends a value as keys are written.
  fileprivate mutating func append(_ value: KeyValue) {
    switch value {
    case .period(let start?): append(keyNumber: start.millisecondsSinceEpoch)
    case .value(.integer(let number)): append(keyNumber: number)
    case .value(.text(let text)): append(keyText: text.span)
    default: appendMissingKey()
    }
  }
}
