public import Primitives

/// A day of homes.
public struct HomeDay: Hashable, Comparable, Sendable {
  /// Days since the epoch.
  public let number: Int

  /// The day of ids that do not tell their creation time; it comes after all others.
  public static let undated = HomeDay(number: 1 << 20)

  init(number: Int) { self.number = number }

  /// A day that was written as a number; `nil` for one without homes.
  public init?(checked number: Int) {
    guard BelievedYears.days.contains(number) || number == Self.undated.number else { return nil }
    self.number = number
  }

  /// The day of an instant in UTC; `nil` for one without homes.
  public init?(of instant: Timestamp) {
    self.init(
      checked: Int(instant.millisecondsSinceEpoch.flooredQuotient(by: Milliseconds.day)))
  }

  public var isUndated: Bool { self == .undated }

  /// The day so many days later, or earlier; the last or the first where there is none.
  public func advanced(by days: Int) -> HomeDay {
    let all = BelievedYears.days
    return HomeDay(number: min(max(number + days, all.lowerBound), all.upperBound - 1))
  }

  public static func < (lhs: HomeDay, rhs: HomeDay) -> Bool { lhs.number < rhs.number }
}

extension HomeDay: LosslessStringConvertible {
  /// Reads `YYYY-MM-DD`, or `undated`.
  public init?(_ description: String) {
    guard description != "undated" else {
      self = .undated
      return
    }
    guard let date = CivilDate(description) else { return nil }
    self.init(checked: Int(date.daysSinceEpoch))
  }

  public var description: String {
    isUndated ? "undated" : CivilDate(daysSinceEpoch: Int64(number)).description
  }
}
