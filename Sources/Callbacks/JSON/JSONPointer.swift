internal import Primitives

/// A place in JSON values (RFC 6901), such as `/detail/body`.
public struct JSONPointer: Equatable, Sendable {
  /// The names of members, or the numbers of elements.
  public let tokens: [[UInt8]]

  var beginsWithNumber: Bool {
    tokens.first.map { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) } ?? false
  }

  /// Reads a pointer; `nil` when it neither is empty nor begins with a slash, or holds a `~` that is
  /// not `~0` or `~1`.
  public init?(_ text: String) {
    guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [[UInt8]] = []
    var isEscape = false
    for byte in text.utf8 {
      if isEscape {
        guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
        tokens[tokens.count - 1].append(
          byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        isEscape = false
      } else if byte == UInt8(ascii: "/") {
        tokens.append([])
      } else if byte == UInt8(ascii: "~") {
        isEscape = true
      } else {
        tokens[tokens.count - 1].append(byte)
      }
    }
    guard !isEscape else { return nil }
    self.tokens = tokens
  }

  /// The number of the element that `token` names in an array, which is written without zeros in front.
  static func elementNumber(_ token: [UInt8]) -> Int? {
    guard token.allSatisfy(\.isASCIIDigit), token.first != UInt8(ascii: "0") || token.count == 1
    else { return nil }
    return Int(String(decoding: token, as: UTF8.self))
  }
}

extension RawJSON {
  /// The member or element of an accepted value that `token` names.
  func child(_ token: [UInt8], _ bytes: Span<UInt8>) -> RawJSON? {
    switch kind {
    case .object:
      var found: RawJSON?
      // Of a name that occurs twice the last counts.
      RawObject.forEach(self, bytes) { name, value in
        if name.equals(token.span) { found = value }
      }
      return found
    case .array:
      guard let number = JSONPointer.elementNumber(token) else { return nil }
      var elements = RawElements(of: self)
      for _ in 0..<number where elements.next(bytes) == nil { return nil }
      return elements.next(bytes)
    default: return nil
    }
  }
}
