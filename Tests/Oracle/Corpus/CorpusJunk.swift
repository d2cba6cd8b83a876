/// Members nobody knows, values that are no callbacks, and text that is no JSON.
struct CorpusJunk {
  let dice: Dice
  let times: CorpusTimes

  /// A name that no rule mentions.
  func key() -> String {
    dice.pick(["x", "meta", "MESSAGE", "Type", "", "nested", "\"", "\\u0074ype", "é", "message.id"])
  }

  /// A value without events and without arrivals.
  func value(depth: Int = 0) -> Draft {
    switch dice.roll(depth > 4 ? 7 : 10) {
    case 0: return .null
    case 1: return dice.pick([.verbatim("true"), .verbatim("false")])
    case 2:
      return .verbatim(
        dice.pick(["0", "-0", "1.5e-7", "-12.0E+3", "1e999", "123456789012345678901"]))
    case 3:
      return .text(dice.pick(["{broken", "]", "\\\"", "a\nb", "\u{FEFF}", "é😀", "\u{7F}", "'"]))
    case 4: return .text(String(repeating: "x", count: dice.pick([0, 7, 8, 63, 64, 65, 500])))
    case 5: return dice.pick([.array([]), .object([]), .array([.array([])])])
    case 6: return dice.hits(oneIn: 20) ? nested(dice.pick([50, 200])) : .number(7)
    case 7: return .array((0..<dice.roll(4)).map { _ in value(depth: depth + 1) })
    default:
      return .object((0..<dice.roll(4)).map { _ in (key(), value(depth: depth + 1)) })
    }
  }

  private func nested(_ depth: Int) -> Draft {
    (0..<depth).reduce(.null) { inner, level in
      level % 2 == 0 ? .array([inner]) : .object([("x", inner)])
    }
  }

  /// A value that is valid and holds no event.
  func foreign() -> Draft {
    let now = times.draft(1_783_296_000_000)
    let id = Draft.text("1783296000000" + dice.word(16))
    switch dice.roll(11) {
    case 0:
      return .object([
        ("eventType", .text("sms")), ("messageId", id), ("direction", .text("in")), ("time", now),
      ])
    case 1:
      return .object([
        ("type", .text("message-delivered")), ("platform", .text("2fa")),
        ("message", .object([("id", id)])), ("time", now),
      ])
    case 2:
      return .object([("msgId", id), ("event", .text("delivered")), ("partNum", .number(1))])
    case 3:
      return .object([("internalTicketNumber", id), ("status", .text("VERIFIED"))])
    case 4:
      return .object([
        ("id", id), ("direction", .text("out")), ("applicationId", .text("app-2")),
        ("to", .array([.text("+19195550001")])), ("time", now),
      ])
    case 5:
      return .object([
        ("type", .text(dice.pick(["QUEUED", "SENDING", "DELIVERED", "FAILED"]))),
        ("message", .object([("messageId", id)])),
      ])
    case 6:
      let type: Draft = dice.pick([.number(1), .null, .array([.text("message-sent")])])
      return .object([("type", type), ("message", .object([("id", id)]))])
    case 7:
      let wrong: [Draft] = [.text(""), .null, .number(17), .array([id]), .object([("id", id)])]
      return .object([
        ("type", .text("message-sent")), ("message", .object([("id", dice.pick(wrong))])),
      ])
    case 8:
      return dice.pick([.object([]), .array([.array([])]), .array([.object([])]), .array([.null])])
    case 9:
      return .verbatim(dice.pick(["7", "-1.5e3", "true", "null", "\"text\"", "\"{broken\"", "0"]))
    default:
      return value()
    }
  }

  /// A line that RFC 8259 does not allow, or that is nested too deep.
  func malformed() -> Bytes {
    if dice.hits(oneIn: 30) {
      let depth = dice.pick([1025, 1025, 3000])
      return Bytes(repeating: UInt8(ascii: "["), count: depth)
        + Bytes(repeating: UInt8(ascii: "]"), count: depth)
    }
    if dice.hits(oneIn: 20) {
      return dice.pick([
        [0xEF], [0xEF, 0xBB], [0xFF, 0x80], [0x7B, 0xEF, 0xBB, 0xBF, 0x7D], [0xC3],
      ])
    }
    return Array(dice.pick(Self.malformedLines).utf8)
  }

  private static let malformedLines = [
    "{", "[", "}", "]", ",", ":", "\"", "\\", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
    "{'a':1}",
    "{\"a\" 1}", "{1:1}", "{,}", "[,]", "[1,]", "[1 2]", "[1}", "{\"a\":1]", "[]]", "{}}", "{}[",
    "[[]",
    "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1F", "-01", "1_000", "NaN", "Infinity",
    "-Infinity",
    "nul", "truex", "True", "nullnull", "7x", "7:7", "undefined", "\"tab\there\"", "\"\u{1}\"",
    "\"\\x\"", "\"\\u12G4\"", "\"\\u12\"", "\"\\\"", "\"open", "[\"open]", "{\"open", "// comment",
    "/* x */ {}", "# x", "<html>", "'x'", "[1]x", "7,8", "{},{}", "[]\u{B}[]", "\u{A0}{}",
    "\u{2028}[]",
    "[\u{0}]", "{\"a\":\u{0}1}", "7\u{0}", "true\u{FEFF}", "2026-07-06 12:00:00 INFO []",
    "{\"type\":\"message-sent\",\"message\":{\"id\":\"cut",
    "{\"type\":\"message-sent\",\"message\":{\"id\":\"x\"}",
    "{\"type\":\"message-sent\" \"message\":{\"id\":\"x\"}}",
  ]
}
