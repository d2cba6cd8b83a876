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
      #expect(whole.leftOut == Int64(max(0, count - limit)))
    }
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
