internal import Primitives

/// Times and numbers, in the forms in which they occur.
extension EventReader {
  /// An RFC 3339 time, or one as mongoexport writes it: `{"$date": …}`.
  @inline(__always)
  mutating func time(_ bytes: Span<UInt8>, _ value: RawJSON) -> Timestamp? {
    value.kind == .string
      ? recentDay.time(bytes, value.start, value.count) : unusualTime(bytes, value)
  }

  @inline(never)
  private mutating func unusualTime(_ bytes: Span<UInt8>, _ value: RawJSON) -> Timestamp? {
    switch value.kind {
    case .escapedString, .quotingString: withText(of: value, bytes) { Timestamp(rfc3339: $0) }
    case .object: exportedTime(bytes, value)
    default: nil
    }
  }

  @inline(never)
  private mutating func exportedTime(_ bytes: Span<UInt8>, _ value: RawJSON) -> Timestamp? {
    let date = RawObject.value(of: ["$date"], in: value, bytes)
    if date.isString { return time(bytes, date) }
    guard let milliseconds = wholeNumber(bytes, date) else { return nil }
    return Timestamp(checkedMilliseconds: milliseconds)
  }

  /// A whole number, completed from the catalogue.
  ///
  /// The greatest that fits is none, and neither is the least: where events are joined, and in the rows of
  /// reports, these stand for a code that is missing.
  mutating func errorCode(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int64? {
    guard let number = wholeNumber(bytes, value), number != .max, number != .min else { return nil }
    return ErrorCode.completed(number)
  }

  /// A whole number in any JSON form, or a string of digits, that fits 64 bits.
  mutating func wholeNumber(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int64? {
    value.isString ? digits(bytes, value) : exactNumber(bytes, value)?.whole
  }

  private mutating func digits(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int64? {
    withText(of: value, bytes) { text in
      for index in text.indices where !text[index].isASCIIDigit { return nil }
      return JSONNumber(text, 0..<text.count)?.whole
    }
  }

  /// A number of JSON, or one as mongoexport writes it: `{"$numberInt": "4770"}`.
  mutating func exactNumber(_ bytes: Span<UInt8>, _ value: RawJSON) -> JSONNumber? {
    switch value.kind {
    case .number: JSONNumber(bytes, value.start..<value.end)
    case .object: exportedNumber(bytes, value)
    default: nil
    }
  }

  @inline(never)
  private mutating func exportedNumber(_ bytes: Span<UInt8>, _ value: RawJSON) -> JSONNumber? {
    let names: [StaticString] = [
      "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal",
    ]
    let number = RawObject.value(of: names, in: value, bytes)
    guard number.isString else {
      return number.kind == .number ? JSONNumber(bytes, number.start..<number.end) : nil
    }
    // Unlike other strings it may have a sign, a fraction and an exponent.
    return withText(of: number, bytes) { JSONNumber($0, 0..<$0.count) }
  }

  /// A count of segments, fractions rounded up.
  @inline(__always)
  mutating func segmentCount(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int32? {
    // One digit is the rule.
    if value.kind == .number, value.count == 1 {
      return Int32(bytes[value.start] &- UInt8(ascii: "0"))
    }
    return value == .absent ? nil : unusualSegmentCount(bytes, value)
  }

  private mutating func unusualSegmentCount(_ bytes: Span<UInt8>, _ value: RawJSON) -> Int32? {
    let count = value.isString ? digits(bytes, value) : exactNumber(bytes, value)?.roundedUp
    guard let count, count >= 0 else { return nil }
    return Int32(exactly: count)
  }
}
