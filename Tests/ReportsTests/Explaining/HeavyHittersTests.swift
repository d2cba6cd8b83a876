import Primitives
import Testing

@testable import Reports

struct HeavyHittersTests {
  /// Few keys often and many once, divided among some sketches, in an order of its own for each seed.
  @Test(arguments: UInt64(0)..<20)
  func `no frequent key is missed, however keys are divided`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var keys = (0..<3000).map { _ in UInt64.random(in: 1000...UInt64.max, using: &generator) }
    for key in UInt64(1)...12 { keys += Array(repeating: key, count: Int(key) * 20) }
    keys.shuffle(using: &generator)
    var sketches = (0..<3).map { _ in HeavyHitters(capacity: 40) }
    for (index, key) in keys.enumerated() { sketches[index % 3].add(key) }
    var sketch = sketches[0]
    for other in sketches.dropFirst() { sketch.merge(other) }
    #expect(sketch.total == Int64(keys.count))
    #expect(sketch.error * 41 <= sketch.total)
    for key in UInt64(1)...12 where Int64(key) * 20 > sketch.total / 41 {
      #expect(sketch.keys(reaching: Int64(key) * 20).contains(key), "key \(key)")
    }
  }

  @Test func `few keys are counted exactly`() {
    var sketch = HeavyHitters(capacity: 3)
    for key in [1, 2, 3, 1, 2, 1] as [UInt64] { sketch.add(key, 2) }
    #expect(sketch.error == 0)
    #expect(sketch.keys(reaching: 4).sorted() == [1, 2])
  }
}
