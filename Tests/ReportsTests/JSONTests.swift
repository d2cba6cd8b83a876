import Foundation
import Primitives
import Testing

@testable import Reports

struct JSONTests {
  private func json(_ value: Value) -> String {
    var writer = JSONWriter()
    writer.scalar(value)
    return String(decoding: writer.output, as: UTF8.self)
  }

  @Test(
    arguments: [
      (.missing, "null"), (.text([]), "null"), (.ratio(3, of: 0), "null"),
      (.text([0x61]), "\"a\""), (.integer(.min), "-9223372036854775808"), (.boolean(true), "true"),
      (.boolean(false), "false"), (.ratio(2, of: 3), "0.666667"), (.milliseconds(5), "0.005"),
      (.instant(Timestamp(millisecondsSinceEpoch: 0)), "\"1970-01-01T00:00:00.000Z\""),
    ] as [(Value, String)])
  func `every value has its form`(value: Value, text: String) {
    #expect(json(value) == text)
  }

  @Test(
    arguments: [
      ("a\"b", #""a\"b""#), (#"a\b"#, #""a\\b""#), ("a/b", "\"a/b\""), ("\n", #""\u000a""#),
      ("\0\u{1F}", #""\u0000\u001f""#), ("\u{7F}", #""\u007f""#), ("\u{1B}[31m", #""\u001b[31m""#),
      ("é😀\u{2028}", "\"é😀\u{2028}\""), ("=1+1", "\"=1+1\""),
    ])
  func `texts are escaped`(text: String, escaped: String) {
    #expect(json(.text(Array(text.utf8))) == escaped)
  }

  @Test func `every text reads back as what it showed`() throws {
    let seed: UInt64 = 9
    var generator = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      // Bytes of a few kinds, so that sequences begin, break and end.
      let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        [UInt8.random(in: 0...255, using: &generator), 0x22, 0x5C, 0xE2, 0x82, 0xAC, 0x0A]
          .randomElement(using: &generator) ?? 0
      }
      let data = Data(json(.text(text)).utf8)
      let read = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      // Compared by scalars: a byte order mark and combining characters must stay.
      let expected = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
      #expect(
        (read as? String).map { Array($0.unicodeScalars) } == expected,
        "\(text), seed \(seed), round \(round)")
    }
  }

  @Test func `empty containers take no line`() {
    var writer = JSONWriter()
    writer.object { object in
      object.member("a") { $0.array { _ in } }
      object.member("b") { $0.object { _ in } }
      object.member("c") { member in
        member.array { array in
          array.element { $0.scalar(.integer(1)) }
          array.element { $0.object { $0.member("d\"", "e") } }
        }
      }
      object.member("f", .missing)
    }
    let expected = #"""
      {
        "a": [],
        "b": {},
        "c": [
          1,
          {
            "d\"": "e"
          }
        ],
        "f": null
      }
      """#
    #expect(String(decoding: writer.output, as: UTF8.self) == expected)
  }

  @Test func `what is in a row stays on its line`() {
    var writer = JSONWriter()
    writer.array { array in
      for number in 1...2 as ClosedRange<Int64> {
        array.element { element in
          element.row { row in
            row.member("a") { member in
              member.array { array in
                array.element { $0.row { $0.member("b", .integer(number)) } }
                array.element { $0.object { $0.member("c", .missing) } }
              }
            }
            row.member("d", .boolean(true))
          }
        }
      }
    }
    let expected = #"""
      [
        {"a": [{"b": 1}, {"c": null}], "d": true},
        {"a": [{"b": 2}, {"c": null}], "d": true}
      ]
      """#
    #expect(String(decoding: writer.output, as: UTF8.self) == expected)
  }
}
