/// How long the periods are that a report tells apart.
public enum Bucket: String, CaseIterable, Sendable {
  case none
  case minute = "1m"
  case fiveMinutes = "5m"
  case quarterHour = "15m"
  case hour = "1h"
  case day = "1d"
}

/// Divides time into periods that begin at round times on the clocks of a zone.
///
/// Every instant lies in exactly one period, from its start to before its end. A period is cut short
/// where the offset from UTC changes inside it, and what remains behind the change is a period of
/// its own; so the hour that is repeated in autumn makes two. Days are not cut: they begin at
/// midnight, or with their first instant when midnight is skipped, and have 23 or 25 hours when
/// clocks change. A midnight that is repeated begins the day the first time.
///
/// The last period is kept, so that further instants in it cost one comparison.
public struct PeriodGrid: Sendable {
  private let bucket: Bucket
  private let zone: Zone
  @usableFromInline var lastStart = Timestamp.earliest
  /// In milliseconds; 0 before the first use.
  @usableFromInline var lastLength: UInt64 = 0

  public init(_ bucket: Bucket, zone: Zone) {
    self.bucket = bucket
    self.zone = zone
  }

  /// The first instant of the period that holds `instant`, and at least ``Timestamp/earliest``.
  ///
  /// - Precondition: The bucket is not ``Bucket/none``, and `instant` can be written.
  @inlinable
  public mutating func start(of instant: Timestamp) -> Timestamp {
    // Wraps on purpose: instants before the start become larger than any length.
    let offset = instant.millisecondsSinceEpoch &- lastStart.millisecondsSinceEpoch
    if UInt64(bitPattern: offset) >= lastLength { findPeriod(of: instant) }
    return lastStart
  }

  /// The first instant after the period that begins at `start`; perhaps after ``Timestamp/latest``.
  ///
  /// - Precondition: As for ``start(of:)``.
  @inlinable
  public mutating func end(ofPeriodStarting start: Timestamp) -> Timestamp {
    let start = self.start(of: start)
    // A length is below 2^63, since it is the difference of two instants.
    return start.advanced(byMilliseconds: Int64(bitPattern: lastLength))
  }

  @usableFromInline
  mutating func findPeriod(of instant: Timestamp) {
    let time = instant.secondsSinceEpoch
    let period =
      switch bucket {
      case .none: preconditionFailure("without a bucket there are no periods")
      case .minute: period(of: time, length: 60)
      case .fiveMinutes: period(of: time, length: 300)
      case .quarterHour: period(of: time, length: 900)
      case .hour: period(of: time, length: 3600)
      case .day: day(of: time)
      }
    lastStart = max(Timestamp(secondsSinceEpoch: period.lowerBound), .earliest)
    let end = Timestamp(secondsSinceEpoch: period.upperBound)
    lastLength = UInt64(end.millisecondsSinceEpoch - lastStart.millisecondsSinceEpoch)
  }

  /// The period of `length` seconds that holds `time`.
  private func period(of time: Int64, length: Int64) -> Range<Int64> {
    let span = zone.span(at: time)
    let start = (time + span.offset).floored(toMultipleOf: length) - span.offset
    return max(start, span.start)..<min(start + length, span.end)
  }

  /// The civil day that holds `time`.
  private func day(of time: Int64) -> Range<Int64> {
    var day = (time + zone.span(at: time).offset).flooredQuotient(by: 86_400)
    var start = zone.firstInstant(reaching: day * 86_400)
    var end = zone.firstInstant(reaching: (day + 1) * 86_400)
    // The clock may have been put back from a day that had already begun.
    while end <= time {
      day += 1
      start = end
      end = zone.firstInstant(reaching: (day + 1) * 86_400)
    }
    return start..<end
  }

  /// Appends the start of a period in the zone, in whole seconds: `2026-11-22T13:00:00+01:00`.
  public func append(_ start: Timestamp, to text: inout [UInt8]) {
    zone.append(start, milliseconds: false, to: &text)
  }
}
