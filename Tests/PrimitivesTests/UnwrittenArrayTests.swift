import Primitives
import Testing

struct UnwrittenArrayTests {
  @Test(arguments: [false, true])
  func `elements are what was written, in any order and of any number`(takesPages: Bool) {
    // From none of a page to pages at both ends of which something else lies.
    for count in [0, 1, 511, 512, 4096, 100_003] {
      var array = unsafe [UInt64](unwritten: count, takesPages: takesPages)
      #expect(array.count == count)
      for index in array.indices.reversed() { array[index] = UInt64(index) &* 0x9E37_79B9 }
      #expect(array.indices.allSatisfy { array[$0] == UInt64($0) &* 0x9E37_79B9 })
    }
  }
}
