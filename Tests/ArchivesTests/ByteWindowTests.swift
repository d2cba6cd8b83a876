import Primitives
import TestSupport
import Testing

@testable import Archives

struct ByteWindowTests {
  private func window(_ bytes: [UInt8], front: Int) -> ByteWindow {
    var window = ByteWindow(capacity: 1000, front: front)
    var position = 0
    window.append(bytes, position: &position)
    return window
  }

  /// What a consumer leaves of each window, more than fits in front of the next.
  @Test(arguments: [65, 400, 999])
  func `what is done with does not add up`(rest: Int) {
    let front = 64
    let bytes = [UInt8].sample(count: 1000, seed: 11)
    var window = window(bytes, front: front)
    var expected = bytes
    for _ in 0..<100 {
      window.consume(window.count - rest)
      window.append(self.window(bytes, front: front))
      expected = expected.suffix(rest) + bytes
      #expect(window.withBytes { Array(copying: $0) } == expected)
      #expect(window.capacity <= 2 * (front + 1000))
    }
  }

  @Test func `it grows for what is left`() {
    let bytes = [UInt8].sample(count: 1000, seed: 12)
    var window = window(bytes, front: 64)
    for count in 2...20 {
      window.append(self.window(bytes, front: 64))
      #expect(window.count == count * 1000)
    }
    #expect(window.withBytes { Array(copying: $0) } == Array((0..<20).flatMap { _ in bytes }))
  }
}

extension [UInt8] {
  fileprivate init(copying span: Span<UInt8>) {
    self = []
    append(span)
  }
}
