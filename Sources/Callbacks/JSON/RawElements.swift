internal import Primitives

/// The elements of an array that the reader has already accepted.
struct RawElements {
  private var cursor: JSONCursor

  init(of array: RawJSON) {
    self.init(ofArrayAt: array.start)
  }

  init(ofArrayAt offset: Int) {
    cursor = JSONCursor(offset: offset + 1)
  }

  /// The next element, or `nil` at the end.
  mutating func next(_ bytes: Span<UInt8>) -> RawJSON? {
    do throws(JSONDamage) {
      if try cursor.significantByte(bytes) == UInt8(ascii: ",") {
        cursor.offset += 1
        _ = try cursor.significantByte(bytes)
      }
      guard try cursor.byte(bytes) != UInt8(ascii: "]") else { return nil }
      return try cursor.skipAccepted(bytes)
    } catch {
      preconditionFailure("an accepted array is damaged: \(error)")
    }
  }
}

/// The members of an object that the reader has already accepted.
struct RawObject {
  private var cursor: JSONCursor

  init(_ object: RawJSON) {
    cursor = JSONCursor(offset: object.start + 1)
  }

  /// The name and the value of the next member, or `nil` at the end.
  mutating func next(_ bytes: Span<UInt8>) -> (name: RawJSON, value: RawJSON)? {
    do throws(JSONDamage) {
      if try cursor.significantByte(bytes) == UInt8(ascii: ",") {
        cursor.offset += 1
        _ = try cursor.significantByte(bytes)
      }
      guard try cursor.byte(bytes) != UInt8(ascii: "}") else { return nil }
      let name = try cursor.skipString(bytes)
      _ = try cursor.significantByte(bytes)
      cursor.offset += 1
      _ = try cursor.significantByte(bytes)
      return (name, try cursor.skipAccepted(bytes))
    } catch {
      preconditionFailure("an accepted object is damaged: \(error)")
    }
  }

  /// Calls `body` with the name and the value of each member, in order.
  static func forEach(
    _ object: RawJSON, _ bytes: Span<UInt8>, _ body: (_ name: Span<UInt8>, RawJSON) -> Void
  ) {
    var members = RawObject(object)
    while let (name, value) = members.next(bytes) { name.withText(bytes) { body($0, value) } }
  }

  /// The value of the last member with one of these names.
  static func value(
    of names: [StaticString], in object: RawJSON, _ bytes: Span<UInt8>
  ) -> RawJSON {
    var found = RawJSON.absent
    forEach(object, bytes) { name, value in
      for literal in names where name.equals(literal) { found = value }
    }
    return found
  }
}

extension RawJSON {
  /// Calls `body` with the bytes of a string, its escapes resolved.
  func withText<Result>(_ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
    guard hasEscapes else { return body(bytes.extracting(start..<end)) }
    var text: [UInt8] = []
    JSONEscapes.decode(bytes, start..<end, to: &text)
    return body(text.span)
  }
}

extension JSONCursor {
  /// Skips a value that the reader has already accepted, with no recursion.
  mutating func skipAccepted(_ bytes: Span<UInt8>) throws(JSONDamage) -> RawJSON {
    let start = offset
    switch try byte(bytes) {
    case UInt8(ascii: "\""): return try skipString(bytes)
    case UInt8(ascii: "{"): try skipBrackets(bytes)
    case UInt8(ascii: "["): try skipBrackets(bytes)
    default: return try skipScalar(bytes)
    }
    return RawJSON(bytes[start] == UInt8(ascii: "{") ? .object : .array, start, offset)
  }

  /// Skips to behind the bracket that closes the one at the cursor.
  private mutating func skipBrackets(_ bytes: Span<UInt8>) throws(JSONDamage) {
    var depth = 0
    repeat {
      switch try byte(bytes) {
      case UInt8(ascii: "\""):
        _ = try skipString(bytes)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      offset += 1
    } while depth > 0
  }
}
