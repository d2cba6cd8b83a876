import Primitives
import Testing

/// The instant that RFC 3339 text names; fails the test when it names none.
func instant(_ text: String) throws -> Timestamp {
  let bytes = Array(text.utf8)
  let timestamp = Timestamp(rfc3339: bytes.span)
  return try #require(timestamp, "\(text)")
}

extension Timestamp {
  init(seconds: Int64) {
    self.init(millisecondsSinceEpoch: seconds * 1000)
  }
}
