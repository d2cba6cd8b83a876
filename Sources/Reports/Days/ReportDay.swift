public import Primitives

/// A day on the clocks of some zone.
public struct ReportDay: Hashable, Comparable, Sendable {
  /// Days from 1970-01-01, negative before.
  public let number: Int64

  public init(number: Int64) { self.number = number }

  /// The day that an instant lies in.
  ///
  /// It is the one whose ``window(in:)`` holds it, also where clocks are put back over midnight.
  public init(of instant: Timestamp, in zone: Zone) {
    let seconds = instant.secondsSinceEpoch + zone.offset(at: instant)
    let day = ReportDay(number: seconds.flooredQuotient(by: 86_400))
    let next = day.advanced(by: 1)
    self = next.window(in: zone).lowerBound <= instant ? next : day
  }

  public func advanced(by count: Int64) -> ReportDay { ReportDay(number: number + count) }

  /// From its first instant to that of the next day, as `--since` and `--until` have it.
  public func window(in zone: Zone) -> Range<Timestamp> {
    start(in: zone)..<advanced(by: 1).start(in: zone)
  }

  private func start(in zone: Zone) -> Timestamp {
    zone.instant(of: WallTime(secondsSinceEpoch: number * 86_400))
  }

  public static func < (a: ReportDay, b: ReportDay) -> Bool { a.number < b.number }
}

extension ReportDay: LosslessStringConvertible {
  /// Reads `YYYY-MM-DD`.
  public init?(_ description: String) {
    guard let date = CivilDate(description) else { return nil }
    number = date.daysSinceEpoch
  }

  public var description: String { CivilDate(daysSinceEpoch: number).description }
}
