internal import Primitives

/// When the receiver got a callback, as whatever archived it says.
extension EventReader {
  /// When the receiver got what lies in an object, as its members say.
  mutating func wrapperArrival(
    _ bytes: Span<UInt8>, _ table: Span<RawJSON>, _ fields: ObjectFields
  ) -> Timestamp? {
    guard fields.members.mayHoldStamp else { return nil }
    if fields.value(.requestContext, in: table).kind == .object,
      let time = arrival(bytes, fields.value(.contextTime, in: table))
    {
      return time
    }
    if let time = arrival(bytes, fields.value(.requestTimeEpoch, in: table)) { return time }
    if fields.value(.attributes, in: table).kind == .object,
      let time = arrival(bytes, fields.value(.attributesTime, in: table))
    {
      return time
    }
    for key in Self.stamps {
      if let time = arrival(bytes, fields.value(key, in: table)) { return time }
    }
    return nil
  }

  /// The first that can be read counts.
  static let stamps: [MemberKey] = [
    .snsTimestamp, .approximateArrival, .time, .timeISO8601, .msec, .atTimestamp, .timestamp,
    .date, .receivedAt, .ingestedAt, .createdAt, .ts,
  ]

  /// When the receiver got a callback that is archived with a time beside its members.
  @inline(__always)
  mutating func stampedArrival(
    _ bytes: Span<UInt8>, _ table: Span<RawJSON>, _ fields: ObjectFields
  ) -> Timestamp? {
    guard fields.members.containsAny(.atTimestamp, .timestamp, .date) else { return nil }
    return arrival(bytes, fields.value(.atTimestamp, in: table))
      ?? arrival(bytes, fields.value(.timestamp, in: table))
      ?? arrival(bytes, fields.value(.date, in: table))
  }

  /// Longer than any object that exports write around a time, blanks included.
  ///
  /// What is longer may hold objects that each have such a member, as deep as values nest: all of it would
  /// be read again for each of them.
  private static let longestStamp = 256

  /// A time in one of the forms that log shippers write: RFC 3339, or a number of s, ms, µs or ns,
  /// perhaps in a string, or in the typed value of a table.
  mutating func arrival(_ bytes: Span<UInt8>, _ value: RawJSON) -> Timestamp? {
    if value.isString {
      return time(bytes, value)
        ?? withText(of: value, bytes) { Timestamp(stamp: JSONNumber(unsigned: $0)) }
    }
    guard value.kind != .object || value.count <= Self.longestStamp else { return nil }
    if let typed = TypedValues.scalar(value, bytes) { return arrival(bytes, typed) }
    return Timestamp(stamp: exactNumber(bytes, value)) ?? time(bytes, value)
  }
}

extension Timestamp {
  /// The time that a number of s, ms, µs or ns stands for; `nil` for one below zero.
  ///
  /// The unit shows by size: from 1973 on each has its own range of digits.
  fileprivate init?(stamp number: JSONNumber?) {
    guard let number, let whole = number.floored(decimalPlaces: 0), whole >= 0 else { return nil }
    switch whole {
    case ..<100_000_000_000:
      guard let milliseconds = number.floored(decimalPlaces: 3) else { return nil }
      self.init(checkedMilliseconds: milliseconds)
    case ..<100_000_000_000_000: self.init(checkedMilliseconds: whole)
    case ..<100_000_000_000_000_000: self.init(checkedMilliseconds: whole / 1000)
    default: self.init(checkedMilliseconds: whole / 1_000_000)
    }
  }
}
