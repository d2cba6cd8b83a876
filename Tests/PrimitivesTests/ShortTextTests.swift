import Primitives
import Testing

@Suite struct ShortTextTests {
  @Test func `texts are cut between characters`() {
    let text = "aä日😀"
    let bytes = Array(text.utf8)
    for limit in 0...bytes.count + 1 {
      let beginning = String(decoding: bytes.beginning(ofBytes: limit), as: UTF8.self)
      let ending = String(decoding: bytes.ending(ofBytes: limit), as: UTF8.self)
      #expect(text.hasPrefix(beginning) && text.hasSuffix(ending), "\(limit)")
      #expect(beginning.utf8.count <= limit && beginning.utf8.count + 4 > min(limit, bytes.count))
      #expect(ending.utf8.count <= limit && ending.utf8.count + 4 > min(limit, bytes.count))
    }
  }

  @Test func `what is no UTF-8 is cut where it is too long`() {
    let bytes = [UInt8](repeating: 0x80, count: 10)
    #expect(bytes.beginning(ofBytes: 6).count == 6)
    #expect(bytes.ending(ofBytes: 6).count == 3)
    #expect([UInt8]().beginning(ofBytes: 0).isEmpty && [UInt8]().ending(ofBytes: 0).isEmpty)
  }
}
