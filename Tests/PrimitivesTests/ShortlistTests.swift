import Primitives
import Testing

@Suite struct ShortlistTests {
  @Test(arguments: [1, 2, 7, 50, 1000])
  func `the first of sorted elements, in whatever way they come`(limit: Int) {
    var generator = SeededGenerator(seed: UInt64(limit))
    for count in [0, 1, limit - 1, limit, limit + 1, 3 * limit] where count >= 0 {
      let elements = (0..<count).map { _ in Int.random(in: 0...limit, using: &generator) }
      var parts = [Shortlist<Int>](repeating: Shortlist(limit: limit), count: 3)
      for element in elements {
        parts[Int.random(in: 0..<3, using: &generator)].insert(element)
      }
      var whole = parts[0]
      for part in parts.dropFirst() { whole.merge(part) }
      #expect(whole.elements == Array(elements.sorted().prefix(limit)))
      #expect(whole.total == Int64(count))
      #expect(whole.split.leftOut == Int64(max(0, count - limit)))
    }
  }

  @Test(arguments: [1, 10, 99, 1000, 100_000])
  func `elements that take more than they may are left out, in whatever way they come`(
    byteLimit: Int
  ) {
    var generator = SeededGenerator(seed: UInt64(byteLimit))
    // Of those that are equal, none takes more than another.
    let elements = (0..<300).map { _ in Int.random(in: 0...400, using: &generator) }
    var parts = [Shortlist<Int>](repeating: Shortlist(limit: 200, byteLimit: byteLimit), count: 3)
    for element in elements {
      parts[Int.random(in: 0..<3, using: &generator)].insert(element, byteCount: element % 7)
    }
    var whole = parts[0]
    for part in parts.dropFirst() { whole.merge(part) }
    var bytes = 0
    let expected = elements.sorted().prefix(200).prefix { element in
      bytes += element % 7
      return bytes <= byteLimit
    }
    #expect(whole.elements == Array(expected))
    #expect(whole.split.leftOut == Int64(300 - expected.count))
  }

  @Test func `a set of texts holds what was inserted, once`() {
    var set = TextSet([Array("a".utf8), Array("b".utf8), Array("a".utf8)])
    set.merge(TextSet([Array("c".utf8), Array("b".utf8)]))
    #expect(set.texts == ["a", "b", "c"].map { Array($0.utf8) })
    let found = ["c", "d", ""].filter { text in
      let bytes = Array(text.utf8)
      return set.contains(bytes.span)
    }
    #expect(found == ["c"])
  }
}
