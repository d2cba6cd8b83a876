import Testing

@testable import Oracle

/// The makers of wrappers, one by one.
struct WrapperMakerTests {
  /// A maker whose cargo nobody finds would test nothing.
  @Test func `what is wrapped is found, with the arrival that stands there`() {
    let dice = Dice(seed: 7)
    let times = CorpusTimes(dice: dice)
    let wrappers = CorpusWrappers(
      dice: dice, times: times, junk: CorpusJunk(dice: dice, times: times))
    let event = Draft.object([
      ("type", .text("message-sent")), ("message", .object([("id", .text("1"))])),
    ])
    let time: Int64 = 1_783_296_000_123
    for (name, make) in wrappers.makers {
      var (found, timely) = (0, 0)
      for _ in 0..<60 {
        let value = make(wrappers.cargo(.array([event, event]), time))
        let text = DraftWriter(dice: dice).write(value)
        let events = OracleArchive(name: name, text: text).events.filter { $0.messageID == [0x31] }
        found += events.isEmpty ? 0 : 1
        timely += events.contains { ($0.arrival ?? 0) / 1000 == time / 1000 } ? 1 : 0
      }
      #expect(found > 40, "\(name)")
      #expect(timely > 10 || name == "rails", "\(name): \(timely)")
    }
  }

  /// Four texts around each other are read, whatever wraps them, and no fifth is.
  @Test func `deep wrappers hide their cargo`() {
    let dice = Dice(seed: 8)
    func found(_ depth: Int) -> Bool {
      let event = #"{"type":"message-sent","message":{"id":"1"}}"#
      var text = Array(event.utf8)
      for _ in 0..<depth {
        let packed: Bytes = dice.hits(oneIn: 2) ? CorpusGzip(dice: dice).compressed(text) : text
        let base64 = Draft.text(CorpusBase64(dice: dice).written(packed))
        let member = ("data", dice.hits(oneIn: 2) ? base64 : .text(text))
        text = DraftWriter(dice: dice).write(.object([member]))
      }
      return !OracleArchive(name: "", text: text).events.isEmpty
    }
    // Some gzip is cut short.
    #expect((0..<40).count { _ in found(4) } > 20)
    #expect((0..<40).count { _ in found(5) } == 0)
  }
}
