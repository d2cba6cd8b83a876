public import Callbacks
public import Primitives

/// The type of an event, the name of an unknown one included.
public struct TypeID: Hashable, Sendable {
  /// The raw value of a known type, or the text id of an unknown one's name behind those.
  let number: UInt32

  private static let firstName = UInt32(EventType.allCases.count)

  init(_ type: EventType, name: TextID) {
    number = type == .unknown ? Self.firstName + name.number : UInt32(type.rawValue)
  }

  /// A word that names the type as long as the pool lives; never 0.
  public var word: UInt64 { UInt64(number) + 1 }

  /// The type of a ``word``; `nil` for 0.
  public init?(word: UInt64) {
    guard word != 0 else { return nil }
    number = UInt32(truncatingIfNeeded: word - 1)
  }

  public var type: EventType { EventType(rawValue: UInt8(clamping: number)) ?? .unknown }

  /// The name of an unknown type; missing for all others.
  public var name: TextID {
    number < Self.firstName ? .missing : TextID(number: number - Self.firstName)
  }

  func translated(by ids: [TextID]) -> TypeID {
    type == .unknown ? TypeID(.unknown, name: ids[Int(name.number)]) : self
  }
}

/// All events of one type at one recipient of one message, joined: one event and its duplicates.
public struct EventTally: Equatable, Sendable {
  public let type: TypeID
  /// Events, duplicates included.
  public private(set) var count: Int64
  /// Events that arrived more than an hour after their own time.
  public private(set) var lateCount: Int64
  // A missing time, code or first arrival is the largest number, so that joining is a minimum.
  private var earliestTime: Int64
  private var earliestCode: Int64
  private var firstArrivalTime: Int64
  private var lastArrivalTime: Int64

  private static let missing = Int64.max
  private static let never = Int64.min
  private static let lateAfter: Int64 = 3_600_000

  init(type: TypeID, time: Timestamp?, code: Int64?, arrival: Timestamp?) {
    self.type = type
    count = 1
    lateCount = 0
    earliestTime = time?.millisecondsSinceEpoch ?? Self.missing
    earliestCode = code ?? Self.missing
    firstArrivalTime = arrival?.millisecondsSinceEpoch ?? Self.missing
    lastArrivalTime = arrival?.millisecondsSinceEpoch ?? Self.never
    if let time, let arrival,
      arrival.millisecondsSinceEpoch - time.millisecondsSinceEpoch > Self.lateAfter
    {
      lateCount = 1
    }
  }

  init(_ other: EventTally, translatedBy ids: [TextID]) {
    type = other.type.translated(by: ids)
    count = other.count
    lateCount = other.lateCount
    earliestTime = other.earliestTime
    earliestCode = other.earliestCode
    firstArrivalTime = other.firstArrivalTime
    lastArrivalTime = other.lastArrivalTime
  }

  /// Time of the earliest event; an event without a time sorts last.
  public var time: Timestamp? { Self.timestamp(earliestTime) }

  /// Error code of the earliest event; of equally early ones the smallest, a missing one last.
  public var code: Int64? { earliestCode == Self.missing ? nil : earliestCode }

  public var duplicates: Int64 { count - 1 }

  /// Last minus first arrival, in milliseconds; `nil` when nothing is known to have arrived.
  public var arrivalSpread: Int64? {
    firstArrivalTime == Self.missing ? nil : lastArrivalTime - firstArrivalTime
  }

  /// Joins the events of the same type at the same recipient of the same message.
  mutating func join(_ other: EventTally) {
    count += other.count
    lateCount += other.lateCount
    if (other.earliestTime, other.earliestCode) < (earliestTime, earliestCode) {
      earliestTime = other.earliestTime
      earliestCode = other.earliestCode
    }
    firstArrivalTime = min(firstArrivalTime, other.firstArrivalTime)
    lastArrivalTime = max(lastArrivalTime, other.lastArrivalTime)
  }

  private static func timestamp(_ milliseconds: Int64) -> Timestamp? {
    milliseconds == missing ? nil : Timestamp(millisecondsSinceEpoch: milliseconds)
  }
}
