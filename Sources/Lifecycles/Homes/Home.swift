public import Primitives

/// Where the records of a message lie in what is kept from night to night: an hour of a day in UTC.
///
/// It depends on the id alone, so that everything that is ever heard of a message meets in one
/// place, also when a late event moves its creation time. An id that begins with its creation time
/// has that hour; all others have one of 24 places of a day of their own, chosen by a hash.
public struct Home: Hashable, Comparable, Sendable {
  /// Hours since the epoch; of an undated id, those of ``HomeDay/undated``.
  let number: Int

  /// How many homes a day has.
  public static let countInDay = 24

  public init(_ day: HomeDay, section: Int) {
    precondition((0..<Self.countInDay).contains(section), "section \(section) of a day")
    number = day.number * Self.countInDay + section
  }

  /// The home of the message with this id.
  public init(ofMessage id: Span<UInt8>) {
    var overflow: [UInt8] = []
    self.init(MessageID(id, overflow: &overflow), overflow)
  }

  init(_ id: MessageID, _ overflow: [UInt8]) {
    if let time = id.creationTime {
      let hour = Int(time.millisecondsSinceEpoch / Milliseconds.hour)
      if BelievedYears.hours.contains(hour) {
        number = hour
        return
      }
    }
    let hash = id.byteHash(.stable, overflow)
    number = HomeDay.undated.number * Self.countInDay + Int(hash % UInt64(Self.countInDay))
  }

  /// The home of a ``word``; `nil` for a word of none.
  init?(word: UInt64) {
    let number = Int(word & 0xFFFF_FFFF)
    guard Self.isHome(number), Home(number: number).word == word else { return nil }
    self.number = number
  }

  private init(number: Int) { self.number = number }

  private static func isHome(_ number: Int) -> Bool {
    BelievedYears.hours.contains(number) || number / countInDay == HomeDay.undated.number
  }

  public var day: HomeDay { HomeDay(number: number / Self.countInDay) }

  /// Which of the homes of its day it is.
  public var section: Int { number % Self.countInDay }

  /// A number by which sections of runs are labelled.
  public var label: UInt64 { UInt64(number) }

  /// The home of a ``label``; `nil` for a number of none.
  public init?(label: UInt64) {
    guard let number = Int(exactly: label), Self.isHome(number) else { return nil }
    self.number = number
  }

  /// The home as a word that sorts by partition first.
  var word: UInt64 { UInt64(partition) << 56 | UInt64(number) }

  /// The partition of its messages while they are joined: each home lies in one.
  var partition: Int { number & (EventLog.partitionCount - 1) }

  /// The beginning of its hour; `nil` for undated ids.
  public var start: Timestamp? {
    day.isUndated
      ? nil : Timestamp(millisecondsSinceEpoch: Int64(number) * Milliseconds.hour)
  }

  public static func < (lhs: Home, rhs: Home) -> Bool { lhs.number < rhs.number }
}
