/// Which members an object has, as far as they can matter; all others are one.
struct MemberSet: Equatable {
  private var bits: UInt64 = 0

  @inline(__always)
  mutating func insert(_ key: MemberKey) {
    bits |= 1 &<< UInt64(key.rawValue)
  }

  @inline(__always)
  func contains(_ key: MemberKey) -> Bool {
    bits & 1 &<< UInt64(key.rawValue) != 0
  }

  @inline(__always)
  func containsAny(_ first: MemberKey, _ second: MemberKey, _ third: MemberKey) -> Bool {
    let wanted = 1 &<< UInt64(first.rawValue) | 1 &<< UInt64(second.rawValue)
    return bits & (wanted | 1 &<< UInt64(third.rawValue)) != 0
  }

  /// Whether there is this member and no other.
  @inline(__always)
  func isOnly(_ key: MemberKey) -> Bool {
    bits == 1 &<< UInt64(key.rawValue)
  }

  /// Whether there may be one that says when a callback arrived.
  var mayHoldStamp: Bool {
    // These stand together among the keys, but for `time`, which is one of an event as well.
    let first = UInt64(MemberKey.date.rawValue)
    let last = UInt64(MemberKey.attributesTime.rawValue)
    let stamps = (1 &<< (last + 1)) - 1 &<< first
    return bits & (stamps | 1 &<< UInt64(MemberKey.time.rawValue)) != 0
  }

  /// Whether there is a member besides those that give the id.
  var holdsMoreThanID: Bool {
    var rest = self
    rest.bits &= ~(1 << UInt64(MemberKey.id.rawValue) | 1 << UInt64(MemberKey.typedID.rawValue))
    return rest.bits != 0
  }
}

/// The members of one object, whose values lie in a table of fields; of a key that occurs twice
/// the last.
///
/// The table has two rows for each level of nesting: one for the object that is open there, and one
/// for the message that the object holds, which must outlast the objects behind it. Rows are never
/// cleared, because only what ``members`` has is read.
struct ObjectFields {
  /// Fields of a level.
  static let levelSize = 128
  private static let rowSize = 64

  private let row: Int
  private(set) var members = MemberSet()

  /// - Parameters:
  ///   - depth: How many objects and arrays lie around it.
  ///   - isMessage: Whether it is the `message` of the object around it.
  @inline(__always)
  init(depth: Int, isMessage: Bool) {
    row = depth &* Self.levelSize &- (isMessage ? Self.rowSize : 0)
  }

  @inline(__always)
  mutating func set(_ key: MemberKey, _ value: RawJSON, in table: inout MutableSpan<RawJSON>) {
    table[row &+ Int(key.rawValue)] = value
    members.insert(key)
  }

  /// The value of a member, ``RawJSON/absent`` without it.
  @inline(__always)
  func value(_ key: MemberKey, in table: Span<RawJSON>) -> RawJSON {
    members.contains(key) ? table[row &+ Int(key.rawValue)] : .absent
  }
}
