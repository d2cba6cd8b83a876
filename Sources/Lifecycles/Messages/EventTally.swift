public import Callbacks
public import Primitives

/// The type of an event, the name of an unknown one included.
public struct TypeID: Hashable, BitwiseCopyable, Sendable {
  /// The raw value of a known type, or the text id of an unknown one's name behind those.
  let number: UInt32

  // Computed, because what is stored would have to be asked for whether it is there already.
  private static var firstName: UInt32 { UInt32(EventType.unknown.rawValue) + 1 }

  init(number: UInt32) {
    self.number = number
  }

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

  @inline(__always)
  func translated(by ids: Span<TextID>) -> TypeID {
    number < Self.firstName ? self : TypeID(.unknown, name: ids[Int(name.number)])
  }
}

/// All events of one type at one recipient of one message, joined: one event and its duplicates.
public struct EventTally: Sendable {
  public internal(set) var type: TypeID
  /// Of a message that is being built: the one of the same lifecycle that came before it, by number
  /// plus one.
  var previous: UInt32 = 0
  /// Events, duplicates included.
  public internal(set) var count: Int64 = 1
  /// Events that arrived more than an hour after their own time.
  public internal(set) var lateCount: Int64 = 0
  // A missing time, code or first arrival is the largest number, so that joining is a minimum.
  var earliestTime: Int64
  var earliestCode: Int64
  var firstArrival: Int64
  /// ``never`` without an arrival.
  var lastArrival: Int64

  static let missing = Int64.max
  static let never = Int64.min
  private static let lateAfter = Milliseconds.hour

  /// One event.
  ///
  /// - Parameters:
  ///   - type: Its type.
  ///   - time: In milliseconds since the epoch, or ``missing``; so are the others.
  ///   - code: Its error code.
  ///   - arrival: When the receiver got it.
  init(type: TypeID, time: Int64, code: Int64, arrival: Int64) {
    self.type = type
    earliestTime = time
    earliestCode = code
    firstArrival = arrival
    lastArrival = arrival == Self.missing ? Self.never : arrival
    if time != Self.missing, arrival != Self.missing, arrival - time > Self.lateAfter {
      lateCount = 1
    }
  }

  /// Time of the earliest event; an event without a time sorts last.
  public var time: Timestamp? {
    earliestTime == Self.missing ? nil : Timestamp(millisecondsSinceEpoch: earliestTime)
  }

  /// Error code of the earliest event; of equally early ones the smallest, a missing one last.
  public var code: Int64? { earliestCode == Self.missing ? nil : earliestCode }

  public var duplicates: Int64 { count - 1 }

  /// When the first of the events arrived; `nil` when that is not known of any.
  public var firstArrivedAt: Timestamp? {
    firstArrival == Self.missing ? nil : Timestamp(millisecondsSinceEpoch: firstArrival)
  }

  /// When the last of the events arrived; `nil` when that is not known of any.
  public var lastArrivedAt: Timestamp? {
    lastArrival == Self.never ? nil : Timestamp(millisecondsSinceEpoch: lastArrival)
  }

  /// Last minus first arrival, in milliseconds; `nil` when nothing is known to have arrived.
  public var arrivalSpread: Int64? {
    firstArrival == Self.missing ? nil : lastArrival - firstArrival
  }

  /// Joins the events of the same type at the same recipient of the same message.
  mutating func join(_ other: EventTally) {
    count += other.count
    lateCount += other.lateCount
    if (other.earliestTime, other.earliestCode) < (earliestTime, earliestCode) {
      earliestTime = other.earliestTime
      earliestCode = other.earliestCode
    }
    firstArrival = min(firstArrival, other.firstArrival)
    lastArrival = max(lastArrival, other.lastArrival)
  }
}
