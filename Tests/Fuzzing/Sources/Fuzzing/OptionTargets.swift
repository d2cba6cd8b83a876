import Callbacks
internal import TestSupport

@testable import Primitives

extension Target {
  /// Compiled time zones, and rules of POSIX.
  static let zones = Target("zones", lengthLimit: 512, seeds: zoneSeeds) { bytes in
    guard let form = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    guard form % 2 == 0 else {
      guard let rule = OffsetRule(posix: rest) else { return }
      return walk(OffsetTable(offsetBeforeChanges: 0, changes: [], rule: rule))
    }
    guard let table = try? TZifFile(rest).table() else { return }
    walk(table)
  }

  /// Asks for times all over, as reports do.
  private static func walk(_ table: OffsetTable) {
    let zone = Zone(name: "fuzz", table: table)
    let first = Timestamp.earliest.millisecondsSinceEpoch / 1000
    let last = Timestamp.latest.millisecondsSinceEpoch / 1000
    for time in [first, -2_208_988_800, -1, 0, 1_783_339_200, 4_102_444_800, last] {
      let span = zone.span(at: time)
      require(span.start <= time && time < span.end, "\(span) at \(time)")
      require(abs(span.offset) < OffsetTable.offsetLimit, "\(span)")
      if span.end != .max {
        require(zone.span(at: span.end).start == span.end, "\(span) goes on behind its end")
      }
      let instant = zone.instant(of: WallTime(secondsSinceEpoch: time))
      let shown = instant.secondsSinceEpoch + zone.offset(at: instant)
      let distance = abs(shown - time)
      require(distance < 2 * OffsetTable.offsetLimit, "\(time) on the wall is shown as \(shown)")
      for bucket in Bucket.allCases where bucket != .none {
        var grid = PeriodGrid(bucket, zone: zone)
        let instant = Timestamp(secondsSinceEpoch: time)
        let start = grid.start(of: instant)
        require(start <= instant, "\(bucket) of \(instant) begins \(start)")
        require(grid.start(of: start) == start, "\(bucket): \(start) lies in another period")
        require(grid.end(ofPeriodStarting: start) > instant, "\(bucket) of \(instant) ends before")
      }
    }
  }

  private static let zoneSeeds: [[UInt8]] = {
    let rules = [
      "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "AAA0BBB,J60/0,J61/1", "UTC0",
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "XXX3EDT4,0/0,J365/23", "EET-2EEST,M3.4.4/50,M10.4.4/50",
    ]
    var seeds = rules.map { [1] + Array($0.utf8) }
    for version in [UInt8(ascii: "1"), UInt8(ascii: "2")] {
      for rule in rules + [""] {
        var fixture = TZifFixture()
        fixture.version = version
        fixture.types = [(1234, 0), (3600, 0), (7200, 1)]
        fixture.changes = [(-2_000_000_000, 1), (0, 2), (1_735_689_600, 1)]
        fixture.rule = rule
        seeds.append([0] + fixture.bytes)
      }
    }
    return seeds
  }()

  /// How options are written.
  static let options = Target("options", lengthLimit: 64, seeds: optionSeeds) { bytes in
    guard let form = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let text = String(decoding: rest, as: UTF8.self)
    switch form % 5 {
    case 0: checkByteCount(text)
    case 1: checkShare(text)
    case 2: if let pointer = JSONPointer(text) { readAt(pointer) }
    case 3:
      // Names similar to one that there is not are looked for in a list, which few inputs are worth;
      // this folder has none.
      var choices = Choices(bytes)
      let folder = "/usr/share/zoneinfo" + (choices.next(256) > 0 ? "/Etc" : "")
      _ = try? Zone(named: text, directory: folder)
    default:
      let escaped = escapedForTerminal(rest.span)
      require(escaped.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, escaped)
    }
  }

  private static func checkByteCount(_ text: String) {
    guard let count = ByteCount(text) else { return }
    require(count.bytes >= 0, "\(count.bytes) bytes")
    require(ByteCount(count.description) == count, "\(text) is \(count)")
  }

  private static func checkShare(_ text: String) {
    guard let share = Share(text) else { return }
    require(Share(share.description) == share, "\(text) is \(share)")
    require(!share.isExceeded(by: 0, of: 7) && !share.isExceeded(by: 0, of: 0), "\(share)")
    // Never above the whole.
    require(share.isExceeded(by: 8, of: 7), "\(share) allows more than all")
  }

  private static func readAt(_ pointer: JSONPointer) {
    var reader = ValueReader(ReadingRules(body: pointer))
    let text = #"[{"x":{"a/b~":[0,{"type":"a","message":{"id":"b"}}]},"":[7],"0":{"x":""}},"x"]"#
    _ = reader.read(Array(text.utf8).span, isLast: true) { _, _, _, _ in }
    require(reader.tally.values == 1 && reader.tally.malformed == 0, "\(reader.tally)")
  }

  private static let optionSeeds: [[UInt8]] = {
    let texts = [
      ["64MB", "1KiB", "0", "9223372036854775807B", "8388607TiB", "kB"],
      ["1%", "99.99999%", "0.000000000001", "100%", "1"],
      ["/x/a~1b~0/1", "", "/", "/0/x", "/x/01"],
      ["+05:30", "-23:59"], ["a\u{1B}[0m\u{202E}é\n\\"],
    ]
    return texts.enumerated().flatMap { form, texts in
      texts.map { [UInt8(form)] + Array($0.utf8) }
    }
  }()
}
