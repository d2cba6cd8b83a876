typealias Bytes = [UInt8]

/// A JSON value with nothing interpreted: numbers as written, texts as bytes.
indirect enum JSONTree {
  case null
  case boolean(Bool)
  case number(Bytes)
  /// Escapes are decoded, a lone surrogate as U+FFFD; invalid UTF-8 stays.
  case text(Bytes)
  case array([JSONTree])
  /// Every key once, where it stood last.
  case object([(key: Bytes, value: JSONTree)])
}

extension JSONTree {
  /// The member of an object; `nil` where there is none, and for anything but an object.
  subscript(key: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == Array(key.utf8) }?.value
  }

  var isTrue: Bool {
    if case .boolean(let flag) = self { flag } else { false }
  }

  var text: Bytes? {
    if case .text(let text) = self { text } else { nil }
  }

  /// An empty text says as little as none.
  var nonEmptyText: Bytes? {
    text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether this is `[]`, which is a callback without events.
  var isEmptyArray: Bool {
    if case .array(let elements) = self { elements.isEmpty } else { false }
  }
}
