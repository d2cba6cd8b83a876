import Primitives
import Testing

struct SpanComparisonTests {
  /// Pairs that share a prefix, of every length around the words, cut at every place.
  private func pairs() -> [([UInt8], [UInt8])] {
    var pairs: [([UInt8], [UInt8])] = []
    for count in 0...33 {
      let first = (0..<count).map { UInt8(truncatingIfNeeded: 240 + $0) }
      pairs.append((first, first))
      pairs.append((first, first + [0]))
      for index in 0..<count {
        var second = first
        second[index] ^= 0x80
        pairs.append((first, second))
        pairs.append((Array(first[..<index]), first))
      }
    }
    return pairs
  }

  @Test func `equality is that of arrays`() {
    for (first, second) in pairs() {
      #expect(first.span.equals(second.span) == (first == second))
      #expect(second.span.equals(first.span) == (first == second))
    }
  }

  @Test func `the order is that of unsigned bytes`() {
    for (first, second) in pairs() {
      #expect(first.span.precedes(second.span) == first.lexicographicallyPrecedes(second))
      #expect(second.span.precedes(first.span) == second.lexicographicallyPrecedes(first))
    }
  }

  @Test(arguments: [
    "message-delivered", "message-delivere", "message-delivered ", "", "Message-delivered",
  ])
  func `compares with literals`(text: String) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.equals("message-delivered") == (text == "message-delivered"))
    #expect(bytes.span.equals("") == text.isEmpty)
  }

  @Test func `appends spans and literals`() {
    let tail = Array("tail".utf8)
    var bytes = Array("a ".utf8)
    bytes.append("literal, " as StaticString)
    bytes.append(tail.span)
    bytes.append(tail.span.extracting(0..<0))
    #expect(String(decoding: bytes, as: UTF8.self) == "a literal, tail")
  }
}
