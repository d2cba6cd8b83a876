import Testing

@testable import Reports

struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("plain", 5), ("Zoë", 3), ("Zoe\u{308}", 3), ("Łódź", 4), ("Ω≈ç√", 4),
      ("日本語", 6), ("ｆｕｌｌ", 8), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("かな", 4),
      ("🚚", 2), ("❤", 1), ("❤\u{FE0F}", 1), ("👩🏽", 4), ("🇩🇪", 4), ("𠀀", 2), ("–…█", 3),
      ("עִברִית", 5), ("สวัสดี", 4),
    ])
  func `each scalar takes what terminals give it`(text: String, width: Int) {
    #expect(text.unicodeScalars.reduce(0) { $0 + $1.displayWidth } == width)
  }

  private func cut(
    _ text: String, _ width: Int, _ part: TextCut = .end,
    _ characters: TableStyle.Characters = .unicode
  ) -> String {
    let style = TableStyle(width: nil, hasColors: false, characters: characters)
    var output: [UInt8] = []
    let found = TableText.append(
      Array(text.utf8), width: width, part, style, to: &output)
    let shown = String(decoding: output, as: UTF8.self)
    #expect(found == shown.unicodeScalars.reduce(0) { $0 + $1.displayWidth })
    #expect(found <= max(width, style.ellipsisWidth))
    return shown
  }

  @Test func `a text is cut where it is too wide`() {
    #expect(cut("abcdef", 6) == "abcdef")
    #expect(cut("abcdef", 5) == "abcd…")
    #expect(cut("abcdef", 5, .beginning) == "…cdef")
    #expect(cut("abcdef", 5, .end, .ascii) == "ab...")
    #expect(cut("abcdef", 5, .beginning, .ascii) == "...ef")
    #expect(cut("abcdef", 0) == "…")
    #expect(cut("abcdefgh", 6, .middle) == "abc…gh")
    #expect(cut("abcdefgh", 5, .middle) == "ab…gh")
    #expect(cut("abcdefgh", 8, .middle) == "abcdefgh")
    #expect(cut("日本語日本語", 6, .middle) == "日…語")
    #expect(cut("abcdefgh", 6, .middle, .ascii) == "ab...h")
    #expect(cut("abcdefgh", 0, .middle) == "…")
    #expect(cut(String(repeating: "x", count: 9000) + "z", 5, .middle) == "xx…xz")
  }

  @Test func `a wide scalar is shown whole or not at all`() {
    #expect(cut("日本語", 6) == "日本語")
    #expect(cut("日本語", 5) == "日本…")
    #expect(cut("日本語", 4) == "日…")
    #expect(cut("日本語", 4, .beginning) == "…語")
  }

  @Test func `marks stay with what they stand on`() {
    #expect(cut("e\u{301}e\u{301}e\u{301}", 2) == "e\u{301}…")
    #expect(cut("e\u{301}e\u{301}e\u{301}", 2, .beginning) == "…e\u{301}")
    #expect(cut("日\u{301}本", 2, .beginning) == "…")
    #expect(cut("\u{301}xyz", 2, .beginning) == "…z")
    #expect(cut("\u{301}xyz", 2) == "\u{301}x…")
  }

  @Test func `nothing in a text acts on a terminal`() {
    #expect(cut("a\u{1B}[31mb", 20) == #"a\x1b[31mb"#)
    #expect(cut("a\u{202E}b\n", 20) == #"a\u{202e}b\x0a"#)
    #expect(cut(#"\"#, 20) == #"\\"#)
    #expect(cut("é", 20, .end, .ascii) == #"\u{e9}"#)
    var output: [UInt8] = []
    _ = TableText.append([0xFF, 0x61], width: 9, .end, .file, to: &output)
    #expect(output == Array(#"\xffa"#.utf8))
  }
}
