import Primitives
import Testing

struct EscapedTextTests {
  @Test(
    arguments: [
      ("", ""), ("logs/a b.gz", "logs/a b.gz"), ("Zoë/日本/🚚", "Zoë/日本/🚚"),
      ("a\nb\tc\u{7F}", #"a\x0ab\x09c\x7f"#), ("\u{1B}[31mred", #"\x1b[31mred"#),
      ("C:\\x", #"C:\\x"#), (#"\x1b"#, #"\\x1b"#),
      ("a\u{202E}gz.b", #"a\u{202e}gz.b"#), ("\u{2066}\u{200B}", #"\u{2066}\u{200b}"#),
      ("\u{85}\u{2028}\u{FEFF}", #"\u{85}\u{2028}\u{feff}"#),
      ("\u{E000}\u{FFFE}", #"\u{e000}\u{fffe}"#),
    ])
  func `what cannot be printed is spelled out`(text: String, escaped: String) {
    #expect(escapedForTerminal(Array(text.utf8).span) == escaped)
  }

  @Test(
    arguments: [
      ([0xFF], #"\xff"#), ([0x61, 0x80, 0x62], #"a\x80b"#),
      // A sequence cut short, one that is too long, a surrogate, and one beyond Unicode.
      ([0xE2, 0x82, 0x2F], #"\xe2\x82/"#), ([0xC0, 0xAF], #"\xc0\xaf"#),
      ([0xED, 0xA0, 0x80], #"\xed\xa0\x80"#), ([0xF4, 0x90, 0x80, 0x80], #"\xf4\x90\x80\x80"#),
      ([0x61, 0xF0, 0x9F], #"a\xf0\x9f"#),
    ] as [([UInt8], String)])
  func `bytes that are not UTF-8 are shown one by one`(bytes: [UInt8], escaped: String) {
    #expect(escapedForTerminal(bytes.span) == escaped)
  }

  @Test func `every byte is shown as printable ASCII or as part of printable text`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let text = escapedForTerminal([first, second].span)
        let isSafe = text.unicodeScalars.allSatisfy {
          $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value)
        }
        #expect(isSafe, "\(first) \(second)")
      }
    }
  }

  @Test(
    arguments: [
      ("", ""), ("{\"a\": \"Zoë \\\\ 🚚\"}\n", "{\"a\": \"Zoë \\\\ 🚚\"}\n"),
      ("a\u{202E}b\u{1B}[m", #"a\u202eb\u001b[m"#), ("\u{E0001}\u{85}", #"\udb40\udc01\u0085"#),
    ])
  func `data on a terminal has the escapes of JSON`(data: String, shown: String) {
    #expect(dataForTerminal(Array(data.utf8)) == shown)
  }
}
