import Primitives
import TestSupport
import Testing

@testable import Callbacks

@Suite struct TextSearchTests {
  static let id = "1795140000000abcdefghijklmnop"

  /// Whether a search says that bytes may hold the id.
  private func mayHold(_ text: String, _ id: String = id) throws -> Bool {
    let search = try #require(TextSearch(ids: [Array(id.utf8)]))
    return search.examine(Array(text.utf8).span, isLast: true) == nil
  }

  @Test(
    arguments: [
      #"{"id":"\#(id)"}"#,
      #"{"body":"{\"id\":\"\#(id)\"}"}"#,
      #"{"id":"1795140000000\u0061bcdefghijklmnop"}"#,
      #"{"body":"{\"id\":\"\\u0031\"}"}"#,
      #"{"body":"{\u0022id\":1}"}"#,
      #"{"a":"\u005Cu0031"}"#,
      #"{"d\u0061ta":"x"}"#,
      #"{"a":"\u00"#,
      #"{"data":"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdl"}"#,
      #"{"data" : "H4sIAAAAAAAAA6tWKi1OLVKyUlAqS8wpTdVRUMpMAXKVDI2MTUzNzC0sDVBqAa1"}"#,
      #"{"a":"{\"data\":\"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdlIjp7\"}"}"#,
      #"{"a":"{\"data\"\n:\"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdlIjp7\"}"}"#,
      #"{"data":{"S":"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdlIjp7"}}"#,
      #"{"data":{"B":"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdlIjp7"}}"#,
      #"{"data":{"M":{"x":{"S":"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdlIjp7"}}}}"#,
      #"{"body":"eyJ0eXBl","isBase64Encoded":true}"#,
      #"{"a":"{\"isBase64Encoded\" :\ttrue}"}"#,
      #"{"isBase64Encoded":{"BOOL":true}}"#,
      "2026-11-22T13:04:05Z stdout P {\"id\":",
      "2026-11-22T13:04:05Z stderr P:x {\"id\":",
    ])
  func `what may hide an id is found`(text: String) throws {
    #expect(try mayHold(text))
  }

  @Test(
    arguments: [
      #"{"id":"1795140000000abcdefghijklmno"}"#,
      #"{"id":"x1795140000000abcdefghijklmnop"}"#,
      #"{"text":"Tom \u0026 Jerry \u003cbr\u003e \u2026 caf\u00e9 \ud83d\ude00"}"#,
      #"{"text":"a\/b\nc\td\\u d\\\\"}"#,
      #"{"data":{"body":{"type":"x"}}}"#, #"{"data":{}}"#, #"{"data":[1]}"#, #"{"data":null}"#,
      #"{"data":"{\"type\":\"message-delivered\",\"message\":{\"id\":\"b\"}}"}"#,
      #"{"a":"{\"data\":\"[{\\\"type\\\":\\\"message-delivered\\\"}]\"}"}"#,
      #"{"data":"short"}"#, #"{"kind":"data","x":1}"#, #"{"metadata":"\#(id.dropLast(1))"}"#,
      #"{"database":"eyJ0eXBlIjoibWVzc2FnZS1kZWxpdmVyZWQiLCJtZXNzYWdlIjp7"}"#,
      #"{"body":"{}","isBase64Encoded":false}"#, #"{"isBase64Encoded" : false}"#,
      "2026-11-22T13:04:05Z stdout F {\"id\":1}",
    ])
  func `what cannot hide it is passed over`(text: String) throws {
    #expect(try !mayHold(text))
  }

  @Test func `ids with what may be escaped are sought by what comes before`() throws {
    #expect(try mayHold(#"{"id":"a\/b"}"#, "a/b"))
    #expect(try mayHold(#"{"id":"a/b"}"#, "a/b"))
    #expect(try !mayHold(#"{"id":"b/a"}"#, "a/b"))
    #expect(TextSearch(ids: [Array("/b".utf8)]) == nil)
    #expect(TextSearch(ids: [Array("é".utf8)]) == nil)
    #expect(TextSearch(ids: [[]]) == nil)
  }

  @Test func `numbers are found with a plus and without`() throws {
    let search = try #require(TextSearch(number: Array("+19195550101".utf8)))
    func mayHold(_ text: String) -> Bool {
      search.examine(Array(text.utf8).span, isLast: true) == nil
    }
    #expect(mayHold(#"{"to":"+19195550101"}"#))
    #expect(mayHold(#"{"to":"19195550101"}"#))
    #expect(mayHold(#"{"to":"\u002b19195550101"}"#))
    #expect(!mayHold(#"{"to":"+19195550102"}"#))
  }

  /// Many ids share a beginning, and each is found in its place among others.
  @Test func `each of many ids is found`() throws {
    let ids = (0..<300).map { Array("17951400\($0 * 7)".utf8) }
    let search = try #require(TextSearch(ids: ids))
    for id in ids {
      let text = Array(#"{"id":"17951400x","#.utf8) + Array(#""id":""#.utf8) + id
      #expect(search.examine(text.span, isLast: true) == nil)
    }
    #expect(search.examine(Array(#"{"id":"17951400x"}"#.utf8).span, isLast: true) != nil)
  }

  /// In a text in JSON an id ends with a backslash, which comes behind all digits.
  @Test func `an id that another one begins with is found`() throws {
    let ids = ["17951400", "179514001", "17951400a"].map { Array($0.utf8) }
    let search = try #require(TextSearch(ids: ids))
    for text in [#"{"id":"17951400"}"#, #"{"body":"{\"id\":\"17951400\"}"}"#] {
      #expect(search.examine(Array(text.utf8).span, isLast: true) == nil, "\(text)")
    }
  }

  /// Wherever the window ends, and however little more comes at a time.
  @Test(arguments: [1, 7, 64, 191, 192, 193, 300])
  func `windows do not show`(step: Int) throws {
    let filler = String(repeating: #"{"text":"nothing of interest, data or not"}"#, count: 20)
    let search = try #require(TextSearch(ids: [Array(Self.id.utf8)]))
    for cut in stride(from: 0, to: filler.utf8.count, by: 37) {
      for (piece, isHidden) in [
        (#"{"id":"\#(Self.id)"}"#, true), (#"{"isBase64Encoded"  :  false}"#, false),
        (#"{"isBase64Encoded"  :  true}"#, true),
      ] {
        let text = filler.utf8.prefix(cut) + Array(piece.utf8) + filler.utf8.dropFirst(cut)
        #expect(find(Array(text), search, step: step) == isHidden, "\(piece) at \(cut)")
      }
    }
  }

  /// Examines bytes that come a few at a time.
  private func find(_ bytes: [UInt8], _ search: TextSearch, step: Int) -> Bool {
    var start = 0
    var end = 0
    while true {
      end = min(end + step, bytes.count)
      let isLast = end == bytes.count
      guard let count = search.examine(bytes.span.extracting(start..<end), isLast: isLast) else {
        return true
      }
      if isLast { return false }
      start += count
    }
  }
}
