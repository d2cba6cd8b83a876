/// What looks as if it held events, and must not be taken for it.
struct CorpusLookalikes {
  let dice: Dice

  /// A text that holds no event, though some hold one that a careless reader would find.
  func text() -> Draft {
    let event = #"{"type":"message-delivered","message":{"id":"hidden"}}"#
    return .text(
      dice.pick([
        "{", "[", "[]", "{}", "[{}]", "null", "7", "\"\"", "{broken", "[INFO] started", "STOP", "",
        "{\"type\":\"message-sent\",\"message\":{\"id\":\"hidden\"", "\u{FEFF}", "eyJ4IjoxfQ==",
        "got \(event)", "body=\(event)", "'\(event)'", "x\(event)", ":\(event)", "{\(event)}",
        "[\(event)", "{\"a\":\(event)", event.replacing("\"", with: "'"),
        event.replacing("\"", with: "\\\""), "2026-07-06T12:00:00Z\(event)",
        "2026-07-06 \(event)", "2026-07-06T12:00:00Z stdout F", "Jul 6 12:00:00 \(event)",
        "<13> 2026-07-06T12:00:00Z \(event)", "[2026-07-06T12:00:00Z \(event)",
        "2026-07-06T12:00:00Z INFO []", "2026-07-06T12:00:00Z INFO done",
        "2026-07-06T12:00:00Z stdout F done", "2026-07-06T12:00:00Z stderr P {\"a\":",
        "type=message-delivered&message[id]=hidden", "H4sIAAAAAAAA", "%5B%7B%7D%5D",
      ]))
  }

  /// An event whose inside holds another one, which is not searched.
  func holdingAnother(_ event: Draft) -> Draft {
    guard case .object(let members) = event else { return event }
    let hidden = #"[{"type":"message-failed","message":{"id":"hidden"}}]"#
    let inside: Draft =
      switch dice.roll(4) {
      case 0: .text(hidden)
      case 1: .text(CorpusBase64(dice: dice).written(Array(hidden.utf8)))
      case 2: .object([("body", .text(hidden)), ("time", .text("2026-07-06T12:00:00Z"))])
      default: .verbatim(hidden)
      }
    return .object(members + [(dice.pick(["data", "raw", "body", "callback", "Item"]), inside)])
  }
}
