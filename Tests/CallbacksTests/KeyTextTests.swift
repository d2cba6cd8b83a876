import Primitives
import Testing

@testable import Callbacks

@Suite struct KeyTextTests {
  /// Few values, among them all that are special, so that texts are met and strings are short.
  private static let values: [UInt8] = [
    0x22, 0x5C, 0x00, 0x1F, 0x20, 0x61, 0x61, 0x61, 0x61, 0x62, 0x7F, 0xFF,
  ]

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `agrees with a simple loop`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func value() -> UInt8 { Self.values[Int.random(in: Self.values.indices, using: &random)] }
    for _ in 0..<300 {
      let name = (0..<Int.random(in: 1...KeyText.longestCount, using: &random)).map { _ in value() }
      var bytes = (0..<Int.random(in: 0...150, using: &random)).map { _ in value() }
      let place = Int.random(in: 0...bytes.count, using: &random)
      bytes.insert(contentsOf: name, at: place)
      // Most often one byte is another.
      let changed = Int.random(in: 0...name.count, using: &random)
      if changed < name.count { bytes[place + changed] = value() }
      let found = KeyText(name.span, name.indices)
      let elsewhere = KeyText(([0] + name).span, 1..<name.count + 1)
      #expect(found == elsewhere)
      let text = try #require(found)

      let string = bytes[place...].dropFirst(name.count)
      let plain = string.prefix { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }.count
      let isThere =
        bytes[place...].starts(with: name) && bytes.count - place >= Span<UInt8>.scannedBehindKey
      let expected = isThere ? min(plain, Span<UInt8>.scanned) : nil
      let count = bytes.span.plainCount(at: place, behind: text)
      #expect(count == expected, "\(name) at \(place) in \(bytes)")
    }
  }

  @Test func `no text stands nowhere`() {
    for value in [0, 1, 0xFF] as [UInt8] {
      let bytes = [UInt8](repeating: value, count: 100)
      let count = bytes.span.plainCount(at: 0, behind: .none)
      #expect(count == nil)
    }
  }

  @Test func `a text is neither empty nor long`() {
    let bytes = [UInt8](repeating: 0x61, count: 100)
    let counts = [0, 1, KeyText.longestCount, KeyText.longestCount + 1]
    let areTexts = counts.map { KeyText(bytes.span, 5..<5 + $0) != nil }
    #expect(areTexts == [false, true, true, false])
  }
}
