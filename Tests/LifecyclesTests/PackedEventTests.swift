import Callbacks
import Primitives
import Testing

@testable import Lifecycles

struct PackedEventTests {
  /// What nearly all events are like.
  private static var plain: LoggedEvent {
    var overflow: [UInt8] = []
    var event = LoggedEvent()
    event.id = MessageID(Array("1795176000000abcdefgh234567zz".utf8).span, overflow: &overflow)
    event.time = 1_795_176_001_000
    event.arrival = 1_795_176_001_200
    event.type = TypeID(.delivered, name: .missing)
    event.directions = .outbound
    event.carrier = TextID(number: 7)
    event.facts.earliestTime = 1_795_176_000_000
    event.facts.application = TextID(number: 8)
    event.facts.greatestSegmentCount = 1
    event.facts.recipientCount = 1
    return event
  }

  /// The event that comes out of a log.
  private func kept(_ event: LoggedEvent) -> LoggedEvent {
    guard let packed = PackedEvent(event) else {
      let (first, second) = PackedEvent.halves(of: event)
      #expect(first.form == .half)
      return first.event(second)
    }
    #expect(packed.form == .whole)
    return packed.event
  }

  /// A change of the plain event, and whether it is still packed whole.
  private struct Change: CustomStringConvertible {
    let description: String
    let fits: Bool
    let make: (inout LoggedEvent) -> Void

    init(_ description: String, fits: Bool, _ make: @escaping (inout LoggedEvent) -> Void) {
      (self.description, self.fits, self.make) = (description, fits, make)
    }
  }

  private static var changes: [Change] {
    func number<Value: FixedWidthInteger>(
      _ name: String, _ path: WritableKeyPath<LoggedEvent, Value>, fitting: [Value],
      _ others: [Value]
    ) -> [Change] {
      fitting.map { value in Change("\(name) \(value)", fits: true) { $0[keyPath: path] = value } }
        + others.map { value in
          Change("\(name) \(value)", fits: false) { $0[keyPath: path] = value }
        }
    }
    let time = plain.time
    let (least, greatest) = (time - 0x7FFF_FFFF, time + 0x7FFF_FFFF)
    var changes: [Change] = []
    changes += number("time", \.time, fitting: [time + 1], [.min, .max, 1 << 47, -1 << 47, 0])
    for (name, path) in [("arrival", \LoggedEvent.arrival), ("created", \.facts.earliestTime)] {
      changes += number(
        name, path, fitting: [least, greatest, .max], [least - 1, greatest + 1, .max - 1, .min])
    }
    changes += number("code", \.code, fitting: [0, 0xFFFE, .max], [-1, 0xFFFF, 1 << 16, .min])
    for (name, path) in [
      ("carrier", \LoggedEvent.carrier.number), ("application", \.facts.application.number),
      ("priority", \.facts.priority.number), ("channel", \.facts.channel.number),
    ] {
      changes += number(name, path, fitting: [0, 0xFFFF], [1 << 16, .max])
    }
    changes += number("tag", \.facts.tag.number, fitting: [0, .max], [])
    changes += number(
      "segments", \.facts.greatestSegmentCount, fitting: [-1, 0, 254], [255, .max])
    for (name, path) in [
      ("recipients", \LoggedEvent.facts.recipientCount), ("media", \.facts.mediaCount),
    ] {
      changes += number(name, path, fitting: [0, 255], [256, .max])
    }
    changes += number("text", \.facts.textHash, fitting: [0], [1, .max])
    changes += number("set", \.facts.recipientsHash, fitting: [0], [1, .max])
    changes += [
      Change("keyword", fits: false) { $0.facts.keyword = .help },
      Change("all types", fits: true) { $0.type = TypeID(.locationResponse, name: .missing) },
      Change("name", fits: false) { $0.type = TypeID(.unknown, name: TextID(number: 9)) },
      Change("both ways", fits: true) { $0.directions = [.inbound, .outbound] },
      Change("no way", fits: true) { $0.directions = [] },
      Change("sender", fits: true) { $0.facts.sender = PackedText(word: .max) },
      Change("recipient", fits: true) { $0.recipient = PackedText(word: .max) },
      Change("no id", fits: true) { $0.id = MessageID() },
    ]
    return changes
  }

  @Test func `every member is packed whole up to its limit, and in halves beyond it`() {
    for change in Self.changes {
      var event = Self.plain
      change.make(&event)
      #expect((PackedEvent(event) != nil) == change.fits, "\(change)")
      #expect("\(kept(event))" == "\(event)", "\(change)")
    }
  }

  @Test func `no event and nothing but missing members are kept`() {
    #expect(PackedEvent().form == .blank)
    #expect("\(kept(LoggedEvent()))" == "\(LoggedEvent())")
  }

  private func random(_ generator: inout SeededGenerator) -> LoggedEvent {
    var event = Self.plain
    // Mostly whole ones, and some that differ in much.
    let count = Int.random(in: 0..<5, using: &generator) == 0 ? 8 : 1
    for change in Self.changes.shuffled(using: &generator).prefix(count) { change.make(&event) }
    return event
  }

  @Test func `a log of several slabs gives its events back`() {
    var log = EventLog()
    var event = Self.plain
    // Two slabs and a part of the third, to a few partitions in turn.
    let count = 75_000
    for number in 0..<count {
      event.code = Int64(number)
      log.append(event, to: number % 7)
    }
    #expect(log.slabs.count == 3 && log.fills(slabs: 2) && !log.fills(slabs: 3))
    for partition in 0..<7 {
      var expected = Int64(partition)
      log.forEachID(in: partition) { _, place in
        if EventLog.event(log.slabs.span, at: place).code != expected { expected = -1 }
        expected += 7
      }
      #expect(expected >= Int64(count) && expected < Int64(count) + 7)
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a log gives its events back, partition by partition`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var log = EventLog()
    for round in 0..<2 {
      // The second time it lies in memory that was used before.
      log.removeAll()
      #expect(log.isEmpty)
      var expected = [[String]](repeating: [], count: 3)
      for _ in 0..<700 {
        let partition = Int.random(in: 0..<3, using: &generator)
        let event = random(&generator)
        log.append(event, to: partition)
        expected[partition].append("\(event)")
      }
      for partition in 0..<3 {
        var found: [String] = []
        log.forEachID(in: partition) { id, place in
          let event = EventLog.event(log.slabs.span, at: place)
          #expect("\(log.id(at: place))" == "\(id)" && "\(event.id)" == "\(id)")
          found.append("\(event)")
        }
        #expect(found == expected[partition], "seed \(seed), round \(round)")
        #expect(log.placeCount(in: partition) >= found.count)
      }
      #expect(!log.isEmpty)
    }
  }
}
