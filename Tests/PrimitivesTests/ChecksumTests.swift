import TestSupport
import Testing

@testable import Primitives

/// The checksum of all instructions that this processor has for it against that of libz.
struct ChecksumTests {
  private static let bytes: [UInt8] = {
    var generator = SeededGenerator(seed: 32)
    return (0..<100_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }()

  /// That of slices, one behind the other; `nil` if not all instructions come to the same.
  private func checksum(_ slices: ArraySlice<UInt8>...) -> UInt32? {
    let values = RunningChecksum.Instructions.available.map { instructions in
      var checksum = RunningChecksum()
      for slice in slices { checksum.update(slice.span, with: instructions) }
      return checksum.value
    }
    return Set(values).count == 1 ? values[0] : nil
  }

  @Test func `what the standards give as an example`() {
    #expect(checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
    #expect(checksum([]) == 0)
    #expect(checksum(Array(repeating: 0, count: 32)[...]) == 0x190A_55AD)
  }

  @Test func `all short lengths, wherever they begin`() {
    for count in 0...1000 {
      let start = count % 67
      let bytes = Self.bytes[start..<start + count]
      #expect(checksum(bytes) == gzipChecksum(Array(bytes)), "\(count) bytes")
    }
  }

  @Test(arguments: 0..<16)
  func `long ones at every alignment, and in two and three pieces`(start: Int) {
    var generator = SeededGenerator(seed: UInt64(start))
    for _ in 0..<20 {
      let end = Int.random(in: start...Self.bytes.count, using: &generator)
      let expected = gzipChecksum(Array(Self.bytes[start..<end]))
      let first = Int.random(in: start...end, using: &generator)
      let second = Int.random(in: first...end, using: &generator)
      #expect(checksum(Self.bytes[start..<end]) == expected)
      #expect(checksum(Self.bytes[start..<first], Self.bytes[first..<end]) == expected)
      #expect(
        checksum(
          Self.bytes[start..<first], Self.bytes[first..<second], Self.bytes[second..<end])
          == expected)
    }
  }

  @Test func `bytes that are all alike`() {
    for fill: UInt8 in [0, 0xFF] {
      for count in [63, 64, 65, 127, 128, 129, 4096, 70_000] {
        let bytes = [UInt8](repeating: fill, count: count)
        #expect(checksum(bytes[...]) == gzipChecksum(bytes), "\(count) times \(fill)")
        #expect(bytes.span.checksum == gzipChecksum(bytes))
      }
    }
  }
}
