import Primitives
import Testing

@testable import Callbacks

@Suite struct PairScanTests {
  /// Few values, so that pairs are met; lengths around the step of the scan.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `agrees with a simple loop`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...90, using: &generator)).map { _ in
        UInt8.random(in: 0...20, using: &generator)
      }
      let pairs = (0..<BytePairs.count).map { _ in
        BytePair(
          first: UInt8.random(in: 0...25, using: &generator),
          second: UInt8.random(in: 0...25, using: &generator),
          distance: UInt8.random(in: 0...40, using: &generator))
      }
      let start = Int.random(in: 0...bytes.count, using: &generator)
      let expected = (start..<bytes.count).first { offset in
        pairs.contains { pair in
          let second = offset + Int(pair.distance)
          return bytes[offset] == pair.first && second < bytes.count && bytes[second] == pair.second
        }
      }
      #expect(
        bytes.span.firstOffset(of: BytePairs(pairs), from: start) == expected,
        "bytes \(bytes), pairs \(pairs), start \(start)")
    }
  }
}
