import Testing

@testable import Reports

struct AlignedTextTests {
  private func lines(_ columns: [AlignedText.Column], _ rows: [[String]], indent: Int = 0)
    -> [String]
  {
    var text = AlignedText(columns, indent: indent)
    for row in rows { text.row(row) }
    return text.lines
  }

  @Test func `wide and combining characters shift nothing`() {
    #expect(
      lines(
        [.init("carrier"), .init("line")],
        [["週末セール", "1"], ["Verizon", "22"], ["Zoe\u{308}", "3"], ["🚚", "4"]], indent: 2)
        == [
          "  carrier     line", "  週末セール  1", "  Verizon     22", "  Zoe\u{308}         3",
          "  🚚          4",
        ])
  }

  @Test func `numbers end at the same place`() {
    #expect(
      lines(
        [.init("", isRight: true), .init("週末", isRight: true), .init("n", isRight: true)],
        [["1", "5", "100"], ["10", "12345", ""]])
        == ["     週末    n", " 1      5  100", "10  12345"])
  }

  @Test func `a column without a value is left out, and no line ends with a blank`() {
    #expect(
      lines([.init("a"), .init("wide"), .init("b")], [["1", "", ""], ["2", "", "x"]])
        == ["a  b", "1", "2  x"])
    #expect(lines([.init("a"), .init("b")], []) == [""])
  }

  @Test func `without names there is no line of them`() {
    #expect(
      lines([.init(""), .init("")], [["kind", "sms"], ["tag", "x"]]) == ["kind  sms", "tag   x"])
  }
}
