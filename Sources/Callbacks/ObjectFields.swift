/// Which members an object has, as far as they can matter; all others are one.
struct MemberSet: Equatable {
  private var bits: UInt32 = 0

  @inline(__always)
  mutating func insert(_ key: MemberKey) {
    bits |= 1 &<< UInt32(key.rawValue)
  }

  @inline(__always)
  func contains(_ key: MemberKey) -> Bool {
    bits & 1 &<< UInt32(key.rawValue) != 0
  }

  @inline(__always)
  func containsAny(_ first: MemberKey, _ second: MemberKey, _ third: MemberKey) -> Bool {
    let wanted = 1 &<< UInt32(first.rawValue) | 1 &<< UInt32(second.rawValue)
    return bits & (wanted | 1 &<< UInt32(third.rawValue)) != 0
  }

  /// Whether there is a member besides those that give the id.
  var holdsMoreThanID: Bool {
    var rest = self
    rest.bits &= ~(1 << UInt32(MemberKey.id.rawValue))
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
  static let levelSize = 64
  private static let rowSize = 32

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

/// The fields of an object, kept beyond its end.
struct KeptFields {
  private let members: MemberSet
  private var values = InlineArray<24, RawJSON>(repeating: .absent)

  init(_ object: ObjectFields, in table: Span<RawJSON>) {
    members = object.members
    for key in MemberKey.allCases {
      values[Int(key.rawValue)] = object.value(key, in: table)
    }
  }

  /// Puts the fields back into the row of `object`, whose members they become.
  func restore(to object: inout ObjectFields, in table: inout MutableSpan<RawJSON>) {
    for key in MemberKey.allCases where members.contains(key) {
      object.set(key, values[Int(key.rawValue)], in: &table)
    }
  }
}
