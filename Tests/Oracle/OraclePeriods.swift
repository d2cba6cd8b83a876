import Foundation

/// A bucket of time on the walls of one zone.
struct OraclePeriod: Equatable {
  /// Milliseconds since the epoch.
  var start: Int64
  /// The first millisecond behind it.
  var end: Int64
  /// The start as the reports print it.
  var printedStart: String
}

/// Cuts time into buckets: `nil` width is no buckets.
struct OraclePeriods {
  let zone: TimeZone
  let width: Int64?

  init(bucket: String, timezone: String) {
    guard let zone = TimeZone(identifier: timezone) else {
      preconditionFailure("no time zone \(timezone)")
    }
    self.zone = zone
    switch bucket {
    case "none": width = nil
    case "1m": width = minute
    case "5m": width = 5 * minute
    case "15m": width = 15 * minute
    case "1h": width = hour
    case "1d": width = day
    default: preconditionFailure("no bucket \(bucket)")
    }
  }

  func period(of instant: Int64) -> OraclePeriod? {
    guard let width else { return nil }
    let (start, offset) = start(of: instant, width: width)
    // The end is found by walking, so that a day of 23, 24 or 25 hours needs no thought: clocks
    // are changed at whole quarters of an hour, and longer buckets begin at those too.
    let step = min(width, 15 * minute)
    var end = start + step
    while self.start(of: end, width: width).instant == start { end += step }
    return OraclePeriod(start: start, end: end, printedStart: printed(start, offset: offset))
  }

  /// The start of the bucket that holds `instant`, and the offset that it is printed with.
  private func start(of instant: Int64, width: Int64) -> (instant: Int64, offset: Int64) {
    let wall = instant + offset(at: instant)
    let wallStart = wall - remainder(wall, width)
    let sameOffset = wallStart - offset(at: instant)
    // Either the clock was not changed since the bucket began, or the bucket began before that.
    let offset = offset(at: sameOffset)
    if width == day {
      // A midnight that occurs twice is the first one.
      let before = self.offset(at: wallStart - offset - 3 * hour)
      let earlier = wallStart - before
      if earlier < wallStart - offset, self.offset(at: earlier) == before {
        return (earlier, before)
      }
    }
    return (wallStart - offset, offset)
  }

  /// Milliseconds ahead of UTC.
  private func offset(at instant: Int64) -> Int64 {
    let whole = (instant - remainder(instant, second)) / second
    return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(whole)))) * second
  }

  private func remainder(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let remainder = dividend % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  /// RFC 3339 with an offset, in whole seconds.
  private func printed(_ instant: Int64, offset: Int64) -> String {
    let wall = Date(timeIntervalSince1970: Double((instant + offset) / second))
      .formatted(.iso8601)
    if offset == 0 { return wall }
    let minutes = abs(offset) / minute
    let sign = offset < 0 ? "-" : "+"
    return wall.dropLast() + sign
      + String(format: "%02d:%02d", Int(minutes / 60), Int(minutes % 60))
  }
}
