import Primitives
import TestSupport
import Testing

struct PeriodGridTests {
  private func text(_ start: Timestamp, _ grid: PeriodGrid) -> String {
    var bytes: [UInt8] = []
    grid.append(start, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (Bucket.minute, "UTC", "2026-11-22T13:04:59.999Z", "2026-11-22T13:04:00Z", 1),
    (.fiveMinutes, "UTC", "2026-11-22T13:04:59Z", "2026-11-22T13:00:00Z", 5),
    (.quarterHour, "UTC", "2026-11-22T13:59:59Z", "2026-11-22T13:45:00Z", 15),
    (.hour, "UTC", "1969-12-31T23:59:59.999Z", "1969-12-31T23:00:00Z", 60),
    (.day, "UTC", "2026-11-22T23:59:59.999Z", "2026-11-22T00:00:00Z", 1440),
    (.hour, "+00:00", "2026-11-22T13:04:05Z", "2026-11-22T13:00:00+00:00", 60),
    (.hour, "-03:30", "2026-11-22T13:04:05Z", "2026-11-22T09:00:00-03:30", 60),
    (.hour, "Europe/London", "2026-11-22T13:04:05Z", "2026-11-22T13:00:00+00:00", 60),
    // The wall hour is floored, not that of UTC.
    (.hour, "Asia/Kathmandu", "2026-11-22T13:20:00Z", "2026-11-22T19:00:00+05:45", 60),
    // Clocks go forward at 02:00, and back at 03:00.
    (.hour, "Europe/Berlin", "2026-03-29T01:30:00Z", "2026-03-29T03:00:00+02:00", 60),
    (.day, "Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29T00:00:00+01:00", 1380),
    (.hour, "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00+02:00", 60),
    (.hour, "Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00+01:00", 60),
    (.day, "Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-25T00:00:00+02:00", 1500),
    // Midnight is skipped: the clock jumps from 23:59:59 to 01:00.
    (.day, "America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T01:00:00-02:00", 1380),
    (.day, "America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03T00:00:00-03:00", 1440),
    // Midnight is repeated: at 00:00 the clock goes back to 23:00 and passes midnight once more;
    // in Newfoundland it went back at 00:01, and the day had begun.
    (.day, "America/Sao_Paulo", "2018-02-18T02:30:00Z", "2018-02-17T00:00:00-02:00", 1500),
    (.day, "America/St_Johns", "2006-10-29T02:31:00Z", "2006-10-29T00:00:00-02:30", 1500),
    (.day, "America/St_Johns", "2006-10-29T02:30:30Z", "2006-10-29T00:00:00-02:30", 1500),
    // A day that never was: 2011-12-30.
    (.day, "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T00:00:00-10:00", 1440),
    (.day, "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T00:00:00+14:00", 1440),
    // Half an hour forward at 02:00, and back at 02:00: hours are cut in two.
    (.hour, "Australia/Lord_Howe", "2026-10-03T15:45:00Z", "2026-10-04T02:30:00+11:00", 30),
    (.hour, "Australia/Lord_Howe", "2026-04-04T14:59:59Z", "2026-04-05T01:00:00+11:00", 60),
    (.hour, "Australia/Lord_Howe", "2026-04-04T15:10:00Z", "2026-04-05T01:30:00+10:30", 30),
    // Local mean time, 53 minutes and 28 seconds ahead.
    (.hour, "Europe/Berlin", "1850-06-01T12:00:00Z", "1850-06-01T11:59:32+00:53", 60),
    // The offset of New York's local mean time, -4:56:02, is cut towards zero.
    (.day, "America/New_York", "1850-06-01T12:00:00Z", "1850-06-01T00:00:02-04:56", 1440),
  ])
  func `floors wall times`(
    bucket: Bucket, zone: String, time: String, start: String, minutes: Int64
  ) throws {
    var grid = PeriodGrid(bucket, zone: try Zone(named: zone))
    let period = grid.start(of: try instant(time))
    #expect(text(period, grid) == start)
    #expect(grid.end(ofPeriodStarting: period) == period.advanced(byMilliseconds: minutes * 60_000))
    #expect(try instant(start) == period)
  }

  @Test(arguments: Bucket.allCases.dropFirst())
  func `divides the ends of time`(bucket: Bucket) throws {
    for name in ["UTC", "-23:59", "+23:59"] + variedZones {
      let zone = try Zone(named: name)
      for time in [Timestamp.earliest, .latest] {
        var grid = PeriodGrid(bucket, zone: zone)
        let start = grid.start(of: time)
        #expect(start >= .earliest && start <= time, "\(name)")
        #expect(grid.end(ofPeriodStarting: start) > time, "\(name)")
        #expect(try instant(text(start, grid)) == start, "\(name)")
      }
    }
  }

  /// Near changes of the offset, and anywhere.
  private func times(_ zone: Zone, using generator: inout SeededGenerator) -> [Timestamp] {
    var times: [Timestamp] = []
    var offset: Int64?
    for day in stride(from: Int64(-40_000), to: 60_000, by: 1) {
      let noon = Timestamp(secondsSinceEpoch: day * 86_400 + 43_200)
      let next = zone.offset(at: noon)
      defer { offset = next }
      guard offset != nil, offset != next else { continue }
      for _ in 0..<8 {
        let distance = Int64.random(in: -150_000_000...60_000_000, using: &generator)
        times.append(noon.advanced(byMilliseconds: distance))
      }
    }
    for _ in 0..<200 {
      let range =
        Timestamp.earliest.millisecondsSinceEpoch...Timestamp.latest.millisecondsSinceEpoch
      times.append(Timestamp(millisecondsSinceEpoch: .random(in: range, using: &generator)))
    }
    return times
  }

  @Test(arguments: variedZones + ["Africa/Monrovia", "Asia/Manila", "Pacific/Kwajalein"])
  func `every instant lies in one period`(name: String) throws {
    let zone = try Zone(named: name)
    let seed: UInt64 = 42
    var generator = SeededGenerator(seed: seed)
    for bucket in Bucket.allCases.dropFirst() {
      // One grid for all, so that it is also asked for what lies before and after its last period.
      var grid = PeriodGrid(bucket, zone: zone)
      for time in times(zone, using: &generator) {
        let start = grid.start(of: time)
        let end = grid.end(ofPeriodStarting: start)
        let comment: Comment = "\(bucket) \(time), seed \(seed)"
        #expect(start <= time && time < end, comment)
        var other = PeriodGrid(bucket, zone: zone)
        for inside in [start, end.advanced(byMilliseconds: -1)] where inside <= .latest {
          #expect(other.start(of: inside) == start, comment)
          #expect(other.end(ofPeriodStarting: start) == end, comment)
        }
        if end <= .latest { #expect(other.start(of: end) == end, comment) }
        if start > .earliest {
          let before = other.start(of: start.advanced(byMilliseconds: -1))
          #expect(other.end(ofPeriodStarting: before) == start, comment)
        }
        #expect(try instant(text(start, grid)) == start, comment)
      }
    }
  }

  @Test(arguments: variedZones)
  func `shorter periods show the floor of the wall time, or the change`(name: String) throws {
    let zone = try Zone(named: name)
    let seed: UInt64 = 43
    var generator = SeededGenerator(seed: seed)
    let buckets: [(Bucket, Int64)] = [
      (.minute, 60), (.fiveMinutes, 300), (.quarterHour, 900), (.hour, 3600),
    ]
    for (bucket, length) in buckets {
      var grid = PeriodGrid(bucket, zone: zone)
      for time in times(zone, using: &generator) {
        let start = grid.start(of: time)
        let offset = zone.offset(at: time)
        #expect(zone.offset(at: start) == offset)
        let wall = start.millisecondsSinceEpoch + offset * 1000
        if wall.flooredRemainder(by: length * 1000) != 0, start > .earliest {
          let before = zone.offset(at: start.advanced(byMilliseconds: -1))
          #expect(before != offset, "\(bucket) \(time), seed \(seed)")
        }
      }
    }
  }

  @Test func `the buckets are spelt as options`() {
    #expect(Bucket.allCases.map(\.rawValue) == ["none", "1m", "5m", "15m", "1h", "1d"])
  }
}
