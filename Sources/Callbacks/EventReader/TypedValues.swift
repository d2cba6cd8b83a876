internal import Primitives

/// The typed values in which exports of DynamoDB write an item: `{"S": "text"}`, `{"N": "4770"}`.
enum TypedValues {
  /// An item has at most 400 KB; more than this is none, however it is escaped.
  static let sizeLimit = 4 << 20
  /// Values of an item nest at most 32 deep, each in an object for its type.
  private static let depthLimit = 64

  /// Appends an accepted value to `output`, its types taken off.
  ///
  /// An object is a type when it has nothing but one member that names one and holds what belongs to
  /// it; of a member that occurs twice the last counts. Everything else stays as it is.
  static func appendPlain(
    _ value: RawJSON, _ bytes: Span<UInt8>, depth: Int = 0, to output: inout [UInt8]
  ) {
    guard value.kind == .object, depth < depthLimit, let typed = TypedValue(value, bytes) else {
      // The item itself has no type.
      return depth == 0 && value.kind == .object
        ? appendMembers(of: value, bytes, depth, to: &output) : append(value, bytes, to: &output)
    }
    switch typed.type {
    case .string, .binary: append(typed.value, bytes, to: &output)
    case .number: append(number: typed.value, bytes, to: &output)
    case .bool: append(typed.value, bytes, to: &output)
    case .null: output.append("null")
    case .map: appendMembers(of: typed.value, bytes, depth + 1, to: &output)
    case .list, .strings, .numbers:
      appendElements(of: typed.value, typed.type, bytes, depth + 1, to: &output)
    }
  }

  /// The string in which a typed value writes a text or a number; `nil` for anything else.
  static func scalar(_ value: RawJSON, _ bytes: Span<UInt8>) -> RawJSON? {
    guard value.kind == .object, let typed = TypedValue(value, bytes) else { return nil }
    return typed.type == .string || typed.type == .number ? typed.value : nil
  }

  private static func appendMembers(
    of object: RawJSON, _ bytes: Span<UInt8>, _ depth: Int, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    var members = RawObject(object)
    while let (name, value) = members.next(bytes) {
      if output.last != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
      append(name, bytes, to: &output)
      output.append(UInt8(ascii: ":"))
      appendPlain(value, bytes, depth: depth + 1, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  private static func appendElements(
    of array: RawJSON, _ type: TypedValue.Kind, _ bytes: Span<UInt8>, _ depth: Int,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "["))
    var elements = RawElements(of: array)
    var isFirst = true
    while let element = elements.next(bytes) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      switch type {
      case .list: appendPlain(element, bytes, depth: depth + 1, to: &output)
      case .numbers: append(number: element, bytes, to: &output)
      default: append(element, bytes, to: &output)
      }
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Appends the number that a string writes; if it writes none, the string.
  private static func append(number: RawJSON, _ bytes: Span<UInt8>, to output: inout [UInt8]) {
    let isNumber = number.withText(bytes) { text in
      var cursor = JSONCursor(offset: 0)
      guard (try? cursor.skipScalar(text))?.kind == .number, cursor.offset == text.count
      else { return false }
      output.append(text)
      return true
    }
    if !isNumber { append(number, bytes, to: &output) }
  }

  /// Appends a value as it is written.
  private static func append(_ value: RawJSON, _ bytes: Span<UInt8>, to output: inout [UInt8]) {
    let quotes = value.isString ? 1 : 0
    output.append(bytes.extracting(value.start - quotes..<value.end + quotes))
  }
}

/// An object that gives the type of one value.
private struct TypedValue {
  enum Kind { case string, binary, number, bool, null, map, list, strings, numbers }

  let type: Kind
  let value: RawJSON

  init?(_ object: RawJSON, _ bytes: Span<UInt8>) {
    var members = RawObject(object)
    guard let first = members.next(bytes), let type = first.name.withText(bytes, Self.kind)
    else { return nil }
    var last = first.value
    while let member = members.next(bytes) {
      guard member.name.withText(bytes, Self.kind) == type else { return nil }
      last = member.value
    }
    guard Self.fits(type, last) else { return nil }
    self.type = type
    value = last
  }

  private static func kind(_ name: Span<UInt8>) -> Kind? {
    for (literal, kind) in kinds where name.equals(literal) { return kind }
    return nil
  }

  private static let kinds: [(StaticString, Kind)] = [
    ("S", .string), ("B", .binary), ("N", .number), ("BOOL", .bool), ("NULL", .null),
    ("M", .map), ("L", .list), ("SS", .strings), ("NS", .numbers),
  ]

  private static func fits(_ type: Kind, _ value: RawJSON) -> Bool {
    switch type {
    case .string, .binary, .number: value.isString
    case .bool: value.kind == .true || value.kind == .false
    case .null: true
    case .map: value.kind == .object
    case .list, .strings, .numbers: value.kind == .array
    }
  }
}
