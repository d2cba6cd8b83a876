import Testing

@testable import Reports

struct AlignedTextTests {
  private func shown(
    _ columns: [AlignedText.Column], _ rows: [[String]], width: Int? = nil, indent: Int = 0,
    _ characters: TableStyle.Characters = .unicode
  ) -> AlignedText.Shown {
    let style = TableStyle(width: width, hasColors: false, characters: characters)
    var text = AlignedText(columns, style, indent: indent)
    for row in rows { text.row(row) }
    return text.shown
  }

  @Test func `wide and combining characters shift nothing`() {
    #expect(
      shown(
        [.init("carrier"), .init("line")],
        [["週末セール", "1"], ["Verizon", "22"], ["Zoe\u{308}", "3"], ["🚚", "4"]], indent: 2
      ).text == """
          carrier     line
          週末セール  1
          Verizon     22
          Zoe\u{308}         3
          🚚          4

        """)
  }

  @Test func `numbers end at the same place`() {
    #expect(
      shown(
        [.init("", isRight: true), .init("週末", isRight: true), .init("n", isRight: true)],
        [["1", "5", "100"], ["10", "12345", ""]]
      ).text == """
             週末    n
         1      5  100
        10  12345

        """)
  }

  @Test func `a column without a value is left out, and no line ends with a blank`() {
    let columns: [AlignedText.Column] = [.init("a"), .init("wide"), .init("b")]
    #expect(shown(columns, [["1", "", ""], ["2", "", "x"]]).text == "a  b\n1\n2  x\n")
    #expect(shown(columns, []).text == "\n")
    #expect(shown(columns, [["1", "", "2"]], width: 1).hidden == [])
  }

  @Test func `without names there is no line of them`() {
    let facts = shown([.init(""), .init("")], [["kind", "sms"], ["tag", "x"]])
    #expect(facts.heading == nil)
    #expect(facts.text == "kind  sms\ntag   x\n")
  }

  private static let events: [AlignedText.Column] = [
    .init("time"), .init("type", cutTo: 8, .beginning), .init("", name: "again", .low),
    .init("archive", .high, cutTo: 6, .beginning), .init("carrier", .least), .init("line"),
  ]

  private static let rows = [
    ["10:00:01", "message-sent", "", "logs/T10.gz", "週末セール", "7"],
    ["10:00:02", "message-read", "duplicate", "logs/T11.gz", "", "12"],
  ]

  @Test func `what matters least gives way to the width`() {
    let narrow = shown(Self.events, Self.rows, width: 34)
    #expect(
      narrow.text == """
        time      type        archi…  line
        10:00:01  …sage-sent  …10.gz  7
        10:00:02  …sage-read  …11.gz  12

        """)
    #expect(narrow.hidden == ["again", "carrier"])
  }

  @Test func `columns that are never left out share several lines`() {
    let narrow = shown(Self.events, Self.rows, width: 24, indent: 1)
    #expect(
      narrow.text == """
         time      type
           archive      line
         10:00:01  message-sent
           logs/T10.gz  7
         10:00:02  message-read
           logs/T11.gz  12

        """)
    #expect(narrow.hidden == ["again", "carrier"])
  }

  @Test(arguments: [TableStyle.Characters.ascii, .unicode])
  func `no line is wider than the terminal, and no column is lost`(
    characters: TableStyle.Characters
  ) {
    for width in 11...90 {
      let shown = shown(Self.events, Self.rows, width: width, indent: 1, characters)
      for line in shown.text.split(separator: "\n") {
        #expect(String(line).displayWidth <= width, "\(width): \(line)")
        #expect(!line.hasSuffix(" "))
      }
      for name in ["time", "type", "line"] { #expect(shown.heading?.contains(name) == true) }
      #expect(shown.hidden.contains("carrier") != shown.heading?.contains("carrier"))
      #expect(shown.hidden.contains("again") != shown.text.contains("duplicate"))
    }
  }

  @Test func `a terminal without Unicode gets none`() {
    #expect(
      shown([.init("a", cutTo: 9), .init("b")], [["日本", "1"]], width: 12, .ascii).text == #"""
        a          b
        \u{65e...  1

        """#)
  }

  @Test func `sentences take as many lines as they need`() {
    #expect("one two three".wrapped(to: nil) == "one two three")
    #expect("one two three".wrapped(to: 8) == "one two\n  three")
    #expect("one two".wrapped(to: 8, from: 5, indent: 5) == "one\n     two")
    #expect("one two".wrapped(to: 8, from: 6) == "\n  one\n  two")
    #expect("週末 セール".wrapped(to: 9) == "週末\n  セール")
  }
}
