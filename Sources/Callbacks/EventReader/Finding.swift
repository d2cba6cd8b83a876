internal import Primitives

/// Where something lies in a value that is an event, or may hold some.
struct Finding {
  enum Form: UInt8 {
    /// An object that is an event.
    case event
    /// An event in the typed values of DynamoDB, see ``TypedValues``.
    case typedEvent
    /// A string that may be JSON text.
    case text
    /// The string `body`, which is base64 if the object around it says so.
    case body
    /// A string that may be base64, and else text.
    case encoded
    /// An object or array that is read by itself, see ``EventReader/keepBody(_:of:element:_:)``.
    case plain
  }

  let raw: RawJSON
  /// When the receiver got it, as the innermost object around it says that does.
  var arrival: Timestamp?
  /// Behind the time, because it then takes no memory of its own.
  var form: Form

  init(_ raw: RawJSON, _ form: Form) {
    self.raw = raw
    self.form = form
  }

  /// `{"type":"a","message":{"id":"b"}}` with its escapes, or in base64, is longer than this.
  static let leastTextLength = 40
}

/// A text, and its place among the events of the value.
struct FoundText {
  let text: Finding
  /// How many events of the value lie before it.
  let eventCount: Int
}
