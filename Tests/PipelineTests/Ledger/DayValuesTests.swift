import Lifecycles
import Primitives
import Testing

@testable import Pipeline

@Suite struct DayValuesTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `they are what an array is`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var array = [LifecycleCounts](repeating: .identity, count: Home.countInDay)
    var values = DayValues<LifecycleCounts>()
    #expect(Array(values) == array)
    for _ in 0..<100 {
      let home = array.indices.randomElement(using: &generator) ?? 0
      // Every other one says nothing.
      let counts = LifecycleCounts(messages: Int64.random(in: 0...1, using: &generator))
      (array[home], values[home]) = (counts, counts)
      #expect(Array(values) == array)
    }
    // However they came about.
    var others = DayValues<LifecycleCounts>()
    for home in array.indices.shuffled(using: &generator) { others[home] = array[home] }
    #expect(others == values)
    others[3].merge(LifecycleCounts(messages: 1))
    #expect(others != values && others[3].messages == values[3].messages + 1)
  }
}
