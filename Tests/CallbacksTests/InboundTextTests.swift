import Callbacks
import Testing

/// Of an inbound text only its keyword and a hash are kept.
@Suite struct InboundTextTests {
  static let optOuts = [
    "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT",
  ]
  static let optIns = ["START", "UNSTOP", "YES", "SUBSCRIBE"]
  static let helps = ["HELP", "INFO"]

  private func inbound(_ json: String, type: String = "message-received") -> [String] {
    events(in: event(message: json, type: type))
  }

  @Test(arguments: [(optOuts, "optOut"), (optIns, "optIn"), (helps, "help")])
  func keywords(words: [String], keyword: String) {
    for word in words {
      for text in [
        word, word.lowercased(), word.prefix(1) + word.dropFirst().lowercased(), " \(word)\t",
        "\(word)\r\n", "  \(word) ",
      ] {
        let json = text.replacing("\t", with: "\\t").replacing("\r\n", with: "\\r\\n")
        let expected = "received inbound id=m1 \(keyword) text=\(hash(text))"
        #expect(inbound(#""text":"\#(json)""#) == [expected])
        #expect(inbound(#""content":{"text":"\#(json)"}"#) == [expected])
      }
      for text in ["\(word).", "\(word) NOW", "\"\(word)", "X\(word)", String(word.dropLast())]
      where !(Self.optOuts + Self.optIns + Self.helps).contains(text) {
        let json = text.replacing("\"", with: "\\\"")
        #expect(inbound(#""text":"\#(json)""#) == ["received inbound id=m1 text=\(hash(text))"])
      }
    }
  }

  @Test(arguments: [
    ("ſtop", "ſtop"), ("s top", "s top"), (#"\u0053TOP"#, "STOP"), ("STOP\u{A0}", "STOP\u{A0}"),
    (#"ST\u0000OP"#, "ST\0OP"), (" ", " "), ("UNSUBSCRIBE ME", "UNSUBSCRIBE ME"),
  ])
  func `other texts`(json: String, text: String) {
    let keyword = text == "STOP" ? " optOut" : ""
    #expect(
      inbound(#""text":"\#(json)""#) == ["received inbound id=m1\(keyword) text=\(hash(text))"])
  }

  @Test(arguments: [
    "", #""text":"""#, #""text":null"#, #""text":1"#, #""text":["STOP"]"#,
    #""text":{"text":"STOP"}"#,
    #""content":null"#, #""content":"STOP""#, #""content":{}"#, #""content":{"text":null}"#,
    #""content":{"text":""}"#, #""content":{"body":{"text":"STOP"}}"#,
    #""content":[{"text":"STOP"}]"#,
  ])
  func `no text`(json: String) {
    #expect(inbound(json) == ["received inbound id=m1"])
  }

  @Test func `text comes before content`() {
    let content = #""content":{"text":"x","media":{"text":"y"},"text":"HELP"}"#
    let help = ["received inbound id=m1 help text=\(hash("HELP"))"]
    #expect(inbound(content) == help)
    #expect(inbound(#"\#(content),"text":null"#) == help)
    #expect(inbound(#"\#(content),"text":"""#) == help)
    #expect(
      inbound(#"\#(content),"text":"STOP""#)
        == ["received inbound id=m1 optOut text=\(hash("STOP"))"])
  }

  @Test func `only inbound texts are looked at`() {
    let text = #""text":"STOP","to":["+1"]"#
    #expect(inbound(text, type: "message-sent") == ["sent outbound id=m1 to=+1 recipients=1"])
    #expect(
      inbound(text, type: "x") == ["unknown directionless type=x id=m1 to=+1 recipients=1"])
    let unknown = inbound(text + #","direction":"in""#, type: "x")
    #expect(
      unknown
        == ["unknown inbound type=x id=m1 to=+1 recipients=1 optOut text=\(hash("STOP")) set"])
  }

  @Test func `recipients are hashed as a set`() {
    func setHash(_ recipients: String) -> UInt64 {
      let text = event(message: #""to":\#(recipients)"#, type: "message-received")
      let bytes = Array(text.utf8)
      var hashes: [UInt64] = []
      var reader = ValueReader()
      _ = reader.read(bytes.span, isLast: true) { batch, range, _, _ in
        hashes += batch.events[range].map(\.facts.recipientsHash)
      }
      return hashes.first ?? 0
    }
    let pair = setHash(#"["+19195550101","+19195550102"]"#)
    #expect(pair == setHash(#"["+19195550102","+19195550101"]"#))
    #expect(pair == setHash(#"["19195550102","+19195550101","+19195550102",null]"#))
    #expect(setHash(#""+19195550101""#) == setHash(#"["19195550101","+19195550101"]"#))
    let others = [#"["+19195550101"]"#, #"["+19195550102"]"#, #"["+19195550101","+1"]"#]
    #expect(Set(([pair] + others.map(setHash))).count == 4)
    #expect(setHash("[]") == 0)
  }
}
