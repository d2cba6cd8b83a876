import Foundation
import Primitives
import TestSupport
import Testing

/// Zones of every kind: two changes a year, none, odd offsets, half-hour shifts, skipped days.
let variedZones = [
  "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
  "America/Scoresbysund", "Asia/Kathmandu", "Asia/Gaza", "Asia/Tehran", "Africa/Casablanca",
  "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll",
]

struct ZoneTests {
  static let from1970To2037: Range<Int64> = 0..<2_145_916_800

  @Test(arguments: variedZones)
  func `has the offsets that the system has`(name: String) throws {
    let zone = try Zone(named: name)
    let seed: UInt64 = 20_261_122
    var generator = SeededGenerator(seed: seed)
    let instants = (0..<4000).map { _ in
      Int64.random(in: Self.from1970To2037, using: &generator)
    }
    let offsets = try SystemZone(name).offsets(at: instants)
    for (instant, offset) in zip(instants, offsets) {
      #expect(
        zone.offset(at: Timestamp(secondsSinceEpoch: instant)) == offset, "\(instant), seed \(seed)"
      )
    }
  }

  @Test(arguments: variedZones)
  func `finds wall times, the first of two, and counts on over a gap`(name: String) throws {
    let zone = try Zone(named: name)
    let reference = SystemZone(name)
    let seed: UInt64 = 7
    var generator = SeededGenerator(seed: seed)
    // Around every change of the years 1970 to 2037, and anywhere.
    var walls: [Int64] = []
    for (change, offset) in try reference.changes(Self.from1970To2037) {
      for _ in 0..<40 {
        walls.append(change + offset + Int64.random(in: -8000...8000, using: &generator))
        walls.append(Int64.random(in: Self.from1970To2037, using: &generator))
      }
    }
    for (wall, expected) in zip(walls, try reference.soughtInstants(of: walls)) {
      let found = zone.instant(of: WallTime(secondsSinceEpoch: wall))
      #expect(found == Timestamp(secondsSinceEpoch: expected), "wall \(wall), seed \(seed)")
    }
  }

  @Test(arguments: [
    // CET in winter and CEST in summer, for ever.
    ("Europe/Berlin", "2300-01-01T00:00:00Z", 3600),
    ("Europe/Berlin", "9999-07-01T00:00:00Z", 7200),
    // The last Sunday of March 2400 is the 26th.
    ("Europe/Berlin", "2400-03-26T00:59:59Z", 3600),
    ("Europe/Berlin", "2400-03-26T01:00:00Z", 7200),
    ("Australia/Lord_Howe", "2100-01-01T00:00:00Z", 39_600),
    ("Australia/Lord_Howe", "2100-06-01T00:00:00Z", 37_800),
    // Local mean time.
    ("Europe/Berlin", "0000-01-01T00:00:00Z", 3208),
    ("America/New_York", "1883-11-18T16:59:59Z", -17_762),
    ("America/New_York", "1883-11-18T17:00:00Z", -18_000),
  ])
  func `knows the far past and future`(name: String, time: String, offset: Int64) throws {
    #expect(try Zone(named: name).offset(at: instant(time)) == offset)
  }

  @Test(arguments: [
    ("UTC", 0), ("Z", 0), ("Etc/UTC", 0), ("+02:00", 7200), ("-05:30", -19_800), ("+00:00", 0),
    ("-23:59", -86_340),
  ])
  func `needs no files for UTC and fixed offsets`(name: String, offset: Int64) throws {
    let zone = try Zone(named: name, directory: "/nowhere")
    #expect(zone.offset(at: .earliest) == offset)
    #expect(zone.offset(at: .latest) == offset)
    #expect(
      zone.instant(of: WallTime(secondsSinceEpoch: 86_400))
        == Timestamp(secondsSinceEpoch: 86_400 - offset))
  }

  @Test(arguments: [
    "", "/etc/passwd", "../zoneinfo/UTC", "Europe/../Europe/Berlin", "Europe//Berlin", "Europe/",
    "Europe", "zone.tab", "+24:00", "+02:60", "+2:00", "+02:00:00", "Europe/Berlin\0", "\u{1B}[31m",
    String(repeating: "A", count: 300), String(repeating: "A/", count: 100) + "A",
  ])
  func `refuses what is no name`(name: String) {
    let error = #expect(throws: ZoneError.self) { try Zone(named: name) }
    guard case .unknown(name, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("\u{1B}") == false)
  }

  @Test(arguments: [
    ("Europe/Berln", "Europe/Berlin"), ("berlin", "Europe/Berlin"),
    ("europe/berlin", "Europe/Berlin"),
    ("New_york", "America/New_York"), ("America/Sao Paulo", "America/Sao_Paulo"),
    ("Asia/Kolkatta", "Asia/Kolkata"),
  ])
  func `names the nearest zones`(name: String, nearest: String) throws {
    let error = try #require(throws: ZoneError.self) { try Zone(named: name) }
    guard case .unknown(_, let names) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(names.first == nearest)
    #expect(name.lowercased() == nearest.lowercased() ? names.count == 1 : names.count <= 3)
    #expect(error.description.contains(nearest))
  }

  @Test func `names all zones that the name may be short for`() {
    #expect(throws: ZoneError.unknown(name: "eastern", nearest: ["Canada/Eastern", "US/Eastern"])) {
      let scratch = try Scratch()
      try scratch.write(
        "Z US/Eastern 1 - E\nZ Canada/Eastern 1 - E\nZ US/Eastorn 1 - E\n".utf8, to: "tzdata.zi")
      for name in ["US/Eastern", "Canada/Eastern", "US/Eastorn"] {
        try scratch.write(TZifFixture().bytes, to: name)
      }
      _ = try Zone(named: "eastern", directory: scratch.url.path)
    }
  }

  @Test func `names no zone that is not there`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "Z Europe/Berlin 1 - CET\nL Europe/Berlin Europe/Berlin2\n".utf8, to: "tzdata.zi")
    try scratch.write(TZifFixture().bytes, to: "Europe/Berlin2")
    #expect(throws: ZoneError.unknown(name: "Europe/Berlim", nearest: ["Europe/Berlin2"])) {
      try Zone(named: "Europe/Berlim", directory: scratch.url.path)
    }
  }

  @Test func `says which package a machine without time zones lacks`() throws {
    let error = try #require(throws: ZoneError.self) {
      try Zone(named: "Europe/Berlin", directory: "/nowhere/zoneinfo")
    }
    guard case .unreadable("Europe/Berlin", _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.description.contains("/nowhere/zoneinfo"))
    #expect(error.description.contains("install Debian's package tzdata"))
  }
}
