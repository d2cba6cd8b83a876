public import Primitives

// Times as people read them.

extension Timestamp {
  /// In UTC, to the second.
  var shown: String {
    let text = String(decoding: rfc3339, as: UTF8.self)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))Z"
  }

  /// RFC 3339 on the clocks of a zone, with milliseconds where there are any.
  public func shown(_ zone: Zone) -> String {
    zone.text(self, milliseconds: millisecondsSinceEpoch % 1000 != 0)
  }
}

extension Zone {
  /// RFC 3339 on these clocks, with milliseconds also where there are none, unless told otherwise:
  /// events of one second stand below each other.
  func text(_ instant: Timestamp, milliseconds: Bool = true) -> String {
    var text: [UInt8] = []
    append(instant, milliseconds: milliseconds, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
