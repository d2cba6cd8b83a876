import Foundation
import Primitives
import TestSupport
import Testing

struct TZifFileTests {
  private func zone(_ bytes: [UInt8]) throws -> Zone {
    let scratch = try Scratch()
    try scratch.write(bytes, to: "Test/Zone")
    return try Zone(named: "Test/Zone", directory: scratch.url.path)
  }

  private func offsets(_ zone: Zone, _ instants: [String]) throws -> [Int64] {
    try instants.map { zone.offset(at: try instant($0)) }
  }

  @Test(arguments: [0, UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4")])
  func `reads every version`(version: UInt8) throws {
    var fixture = TZifFixture()
    fixture.version = version
    fixture.types = [(600, 0), (3600, 0), (7200, 1)]
    fixture.changes = [(-100, 1), (1000, 2), (2000, 1)]
    let zone = try zone(fixture.bytes)
    let offsets = [-101, -100, 999, 1000, 1999, 2000, 2_000_000_000].map {
      zone.offset(at: Timestamp(secondsSinceEpoch: $0))
    }
    #expect(offsets == [600, 3600, 3600, 7200, 7200, 3600, 3600])
    #expect(zone.offset(at: Timestamp(millisecondsSinceEpoch: 999_999)) == 3600)
  }

  @Test func `a digest tells what changes in years that are believed`() throws {
    func digest(_ time: Int64, _ offset: Int32, rule: String = "") throws -> UInt64 {
      var fixture = TZifFixture()
      fixture.types = [(0, 0), (offset, 0)]
      fixture.changes = [(time, 1)]
      fixture.rule = rule
      return try zone(fixture.bytes).digest
    }
    let now: Int64 = 1_800_000_000
    let first = try digest(now, 3600)
    #expect(try digest(now, 3600) == first)
    #expect(try digest(now, 7200) != first && digest(now + 1, 3600) != first)
    #expect(try digest(now, 3600, rule: "XXX-1YYY,M3.5.0,M10.5.0") != first)
    #expect(try digest(0, 3600) == digest(1000, 3600), "long ago")
  }

  @Test func `before the first change the first standard time holds`() throws {
    var fixture = TZifFixture()
    fixture.types = [(7200, 1), (3600, 0), (1800, 0)]
    fixture.changes = [(0, 2)]
    #expect(try zone(fixture.bytes).offset(at: Timestamp(secondsSinceEpoch: -1)) == 3600)
    fixture.types = [(7200, 1), (3600, 1), (1800, 1)]
    #expect(try zone(fixture.bytes).offset(at: Timestamp(secondsSinceEpoch: -1)) == 7200)
  }

  @Test(arguments: [
    ("EST5", ["1950-01-01T00:00:00Z", "2050-07-01T00:00:00Z"], [-18_000, -18_000]),
    ("<+0545>-5:45", ["2050-07-01T00:00:00Z"], [20_700]),
    ("<-02>+2:00:30", ["2050-07-01T00:00:00Z"], [-7230]),
    // Mm.w.d; the fifth Sunday is the last one, on March 30 and October 26 in 2025.
    (
      "CET-1CEST,M3.5.0,M10.5.0/3",
      [
        "2025-03-30T00:59:59Z", "2025-03-30T01:00:00Z", "2025-10-26T00:59:59Z",
        "2025-10-26T01:00:00Z",
      ], [3600, 7200, 7200, 3600]
    ),
    // South of the equator daylight saving goes over new year.
    (
      "AEST-10AEDT,M10.1.0,M4.1.0/3",
      ["2025-01-01T00:00:00Z", "2025-04-05T16:00:00Z", "2025-10-04T15:59:59Z"],
      [39_600, 36_000, 36_000]
    ),
    // Jn never counts February 29, and n does; so J60 is March 1, and 59 too, save in leap years.
    (
      "AAA0BBB,J60/0,J61/1",
      [
        "2024-02-29T12:00:00Z", "2024-03-01T12:00:00Z", "2025-02-28T23:59:59Z",
        "2025-03-01T00:00:00Z",
      ],
      [0, 3600, 0, 3600]
    ),
    (
      "AAA0BBB,59/0,60/1",
      [
        "2024-02-29T12:00:00Z", "2024-03-01T12:00:00Z", "2025-02-28T23:59:59Z",
        "2025-03-01T00:00:00Z",
      ],
      [3600, 0, 0, 3600]
    ),
    // Winter time as the daylight saving, as in Dublin.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", ["2025-01-01T00:00:00Z", "2025-07-01T00:00:00Z"], [0, 3600]),
    // Hours beyond a day, and before it.
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
      [
        "2025-03-30T00:59:59Z", "2025-03-30T01:00:00Z", "2025-10-26T00:59:59Z",
        "2025-10-26T01:00:00Z",
      ],
      [-7200, -3600, -3600, -7200]
    ),
    (
      "EET-2EEST,M3.4.4/50,M10.4.4/50",
      [
        "2025-03-28T23:59:59Z", "2025-03-29T00:00:00Z", "2025-10-24T22:59:59Z",
        "2025-10-24T23:00:00Z",
      ],
      [7200, 10_800, 10_800, 7200]
    ),
    // Daylight saving all the year, as RFC 9636 writes it.
    (
      "XXX3EDT4,0/0,J365/23",
      ["2023-12-31T23:59:59Z", "2024-01-01T04:00:00Z", "2024-07-01T00:00:00Z"],
      [-14_400, -14_400, -14_400]
    ),
  ])
  func `follows the rule at the end`(rule: String, instants: [String], expected: [Int64]) throws {
    var fixture = TZifFixture()
    fixture.rule = rule
    #expect(try offsets(zone(fixture.bytes), instants) == expected)
  }

  @Test func `the rule holds from the last change on`() throws {
    var fixture = TZifFixture()
    fixture.types = [(1234, 0), (3600, 0)]
    fixture.changes = [(1_735_689_600, 1)]  // 2025-01-01
    fixture.rule = "CET-1CEST,M3.5.0,M10.5.0/3"
    let instants = ["2024-07-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-07-01T00:00:00Z"]
    #expect(try offsets(zone(fixture.bytes), instants) == [1234, 3600, 7200])
  }

  @Test func `a midnight that the last change skips is the change`() throws {
    var fixture = TZifFixture()
    fixture.types = [(0, 0), (3600, 0)]
    fixture.changes = [(1_735_689_600, 1)]  // 2025-01-01
    fixture.rule = "CET-1CEST,M3.5.0,M10.5.0/3"
    var days = PeriodGrid(.day, zone: try zone(fixture.bytes))
    for time in ["2025-01-01T00:00:00Z", "2025-01-01T22:59:59Z"] {
      #expect(days.start(of: try instant(time)) == Timestamp(secondsSinceEpoch: 1_735_689_600))
    }
    #expect(
      days.start(of: try instant("2024-12-31T23:59:59Z"))
        == Timestamp(secondsSinceEpoch: 1_735_603_200))
  }

  /// Debian lists each change up to 2037; without them the rule must say the same.
  ///
  /// But in Morocco and Gaza the changes follow the moon, and the rule only begins when they end.
  @Test(arguments: variedZones.filter { !["Africa/Casablanca", "Asia/Gaza"].contains($0) })
  func `the rule agrees with the changes listed before it`(name: String) throws {
    let listed = try Array(Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")))
    let footer = try #require(listed.dropLast().lastIndex(of: UInt8(ascii: "\n")))
    var fixture = TZifFixture()
    fixture.rule = String(decoding: listed[(footer + 1)...].dropLast(), as: UTF8.self)
    let ruled = try zone(fixture.bytes)
    let zone = try Zone(named: name)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5000 {
      let seconds = Int64.random(in: 1_767_225_600..<2_145_916_800, using: &generator)
      let instant = Timestamp(secondsSinceEpoch: seconds)
      #expect(zone.offset(at: instant) == ruled.offset(at: instant), "\(instant), seed 3")
    }
  }

  @Test(arguments: [
    "CET", "CE-1", "-1", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J365", "CET-1CEST,366,1",
    "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0,", "<+01-1", "<+ä>-1", "CET-1:60",
    "CET-99999999999999999999", "CET-1CEST,J,J", " ",
  ])
  func `refuses a rule that is none`(rule: String) throws {
    var fixture = TZifFixture()
    fixture.rule = rule
    let error = #expect(throws: ZoneError.self) { try zone(fixture.bytes) }
    #expect(error?.description.contains("rule") == true)
  }

  static let hostile: [(String, @Sendable (inout TZifFixture) -> Void)] = [
    ("contradict", { $0.changes = [(10, 0), (10, 0)] }),
    ("contradict", { $0.changes = [(10, 0), (9, 0)] }),
    ("contradict", { $0.changes = [(10, 1)] }),
    ("contradict", { $0.changes = [(10, 255)] }),
    ("contradict", { $0.changes = [(.min, 0)] }),
    ("contradict", { $0.changes = [(.max, 0)] }),
    ("contradict", { $0.types = [] }),
    ("contradict", { $0.types = [(93_600, 0)] }),
    ("contradict", { $0.types = [(.min, 0)] }),
    ("contradict", { $0.types = [(.max, 1)] }),
    ("leap seconds", { $0.leapSeconds = 27 }),
  ]

  @Test(arguments: hostile.indices)
  func `refuses tables that contradict each other`(index: Int) throws {
    var fixture = TZifFixture()
    Self.hostile[index].1(&fixture)
    let error = #expect(throws: ZoneError.self) { try zone(fixture.bytes) }
    #expect(error?.description.contains(Self.hostile[index].0) == true, "\(error as Any)")
  }

  private var typical: [UInt8] {
    var fixture = TZifFixture()
    fixture.types = [(3600, 0), (7200, 1)]
    fixture.changes = [(0, 1), (1000, 0)]
    fixture.rule = "CET-1CEST,M3.5.0,M10.5.0/3"
    return fixture.bytes
  }

  @Test func `refuses every cut`() throws {
    let bytes = typical
    for count in 0..<bytes.count {
      #expect(throws: ZoneError.self, "\(count) bytes") { try zone(Array(bytes.prefix(count))) }
    }
    #expect(throws: Never.self) { try zone(bytes) }
  }

  /// Any damage gives an error or some zone, and a zone answers.
  @Test func `survives damage anywhere`() throws {
    var generator = SeededGenerator(seed: 11)
    for index in typical.indices {
      for byte in [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)] {
        var bytes = typical
        bytes[index] = byte
        guard let zone = try? zone(bytes) else { continue }
        for instant in [Timestamp.earliest, Timestamp(secondsSinceEpoch: 0), .latest] {
          let offset = zone.offset(at: instant)
          #expect(abs(offset) < 26 * 3600, "byte \(index) is \(byte)")
          let wall = WallTime(secondsSinceEpoch: instant.secondsSinceEpoch)
          let found = zone.instant(of: wall)
          #expect(abs(found.millisecondsSinceEpoch / 1000 - wall.secondsSinceEpoch) < 26 * 3600)
        }
      }
    }
  }

  @Test(arguments: ["", "TZif", "hello", String(repeating: "x", count: 100)])
  func `refuses what is no time zone`(text: String) throws {
    let error = #expect(throws: ZoneError.self) { try zone(Array(text.utf8)) }
    #expect(error?.description.contains("Test/Zone") == true)
  }

  @Test func `refuses what is too large`() throws {
    let error = #expect(throws: ZoneError.self) {
      try zone(typical + Array(repeating: 0, count: 1 << 20))
    }
    #expect(error?.description.contains("too large") == true)
  }
}
