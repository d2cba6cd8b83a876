import Primitives
import Testing

@testable import Reports

struct TextTableTests {
  private struct Rows: ListTable {
    let shownColumns: [TableColumn]
    let rows: [[Value]]
  }

  private static let columns = [
    TableColumn(name: "period_start", unit: .time, look: Look(.key)),
    TableColumn(name: "application", unit: .text, look: Look(.key)),
    TableColumn(name: "recipients", unit: .recipients, look: Look(.high)),
    TableColumn(name: "delivery_rate", unit: .ratio, look: Look(.key, bar: true, tone: .rate)),
    TableColumn(name: "handed_off", unit: .recipients, look: Look(.low)),
    TableColumn(name: "latency_p95_ms", unit: .milliseconds, look: Look()),
    TableColumn(
      name: "provisional", unit: .trueOrFalse, look: Look(.mark, note: "they may change")),
  ]

  private static let rows: [[Value]] = [
    [
      .missing, Value("a"), .integer(1), .ratio(0, of: 0), .integer(0), .missing,
      .boolean(false),
    ],
    [
      Value("2026-11-17T00:00:00Z"), Value("5a3b1e00-0001-4000-8000-5a3b1e00beef"),
      .integer(1_234_567), .ratio(999, of: 1000), .integer(12), .integer(1247), .boolean(false),
    ],
    [
      Value("2026-11-17T00:00:00Z"), Value("日本語"), .integer(9), .ratio(5, of: 9), .integer(0),
      .integer(86_400_000), .boolean(true),
    ],
  ]

  private func text(
    _ columns: [TableColumn] = columns, _ rows: [[Value]] = rows, width: Int? = nil,
    colors: Bool = false, _ characters: TableStyle.Characters = .unicode
  ) -> String {
    let style = TableStyle(width: width, hasColors: colors, characters: characters)
    return String(decoding: Rows(shownColumns: columns, rows: rows).text(style), as: UTF8.self)
  }

  /// Control sequences in a form that can be read.
  private func tagged(_ text: String) -> String {
    let tags = ["1": "<b>", "2": "<f>", "32": "<g>", "33": "<y>", "31": "<r>", "0": "</>"]
    return tags.reduce(text) { $0.replacing("\u{1B}[\($1.key)m", with: $1.value) }
  }

  @Test func `everything is shown where there is room`() {
    #expect(
      text() == """
                                                                               delivery             handed  latency
          period start       application                           recipients      rate                off      p95
          ─────────────────  ────────────────────────────────────  ──────────  ───────────────────  ──────  ───────
          –                  a                                              1         –                  0        –
          2026-11-17 00:00Z  5a3b1e00-0001-4000-8000-5a3b1e00beef   1,234,567    99.90% █████████▉      12   1.25 s
        ~ 2026-11-17 00:00Z  日本語                                         9    55.56% █████▌           0   1d 00h
        ~ provisional (1 of 3 rows): they may change
        delivery rate of all rows: 99.50%

        """)
  }

  @Test func `a narrow terminal gets what matters most`() {
    #expect(
      text(width: 60) == """
                                                            delivery
          period start       application        recipients      rate
          ─────────────────  ─────────────────  ──────────  ────────
          –                  a                           1         –
          2026-11-17 00:00Z  5a3b1e00-0001-40…   1,234,567    99.90%
        ~ 2026-11-17 00:00Z  日本語                      9    55.56%
        ~ provisional (1 of 3 rows): they may change
        delivery rate of all rows: 99.50%
        not shown: handed_off, latency_p95_ms; use --format csv, or
          a wider terminal

        """)
  }

  @Test func `texts and bars give way before columns that matter do`() {
    #expect(
      text(width: 72) == """
                                                       delivery          latency
          period start       application   recipients      rate              p95
          ─────────────────  ────────────  ──────────  ────────────────  ───────
          –                  a                      1         –                –
          2026-11-17 00:00Z  5a3b1e00-00…   1,234,567    99.90% ██████▉   1.25 s
        ~ 2026-11-17 00:00Z  日本語                 9    55.56% ███▉      1d 00h
        ~ provisional (1 of 3 rows): they may change
        delivery rate of all rows: 99.50%
        not shown: handed_off; use --format csv, or a wider terminal

        """)
  }

  /// A long one is cut all the same: it would take the room of everything else.
  @Test func `a key is whole before other columns come, unless it is long`() {
    #expect(
      text(width: 79).contains("  5a3b1e00-0001-4000-8000-5a3b1e00beef   1,234,567    99.90%\n"))
    #expect(text(width: 78).contains("  5a3b1e00-00"))
    let long = Self.rows.map { row in
      row.prefix(1) + [Value(String(repeating: "a", count: 41))] + row.dropFirst(2)
    }
    #expect(text(Self.columns, long.map { Array($0) }, width: 90).contains("…"))
  }

  @Test func `a terminal without Unicode gets none`() {
    let shown = text(width: 80, .ascii)
    #expect(shown.utf8.allSatisfy { $0 < 0x80 })
    #expect(
      shown == #"""
                                                                               delivery
          period start       application                           recipients      rate
          -----------------  ------------------------------------  ----------  --------
          -                  a                                              1         -
          2026-11-17 00:00Z  5a3b1e00-0001-4000-8000-5a3b1e00beef   1,234,567    99.90%
        ~ 2026-11-17 00:00Z  \u{65e5}\u{672c}\u{8a9e}                       9    55.56%
        ~ provisional (1 of 3 rows): they may change
        delivery rate of all rows: 99.50%
        not shown: handed_off, latency_p95_ms; use --format csv, or a wider terminal

        """#)
  }

  @Test func `colours tell what to look at`() {
    #expect(
      tagged(text(width: 60, colors: true)) == """
                                                            <b>delivery</>
          <b>period start</>       <b>application</>        <b>recipients</>      <b>rate</>
          <f>─────────────────  ─────────────────  ──────────  ────────</>
          <f>–</>                  a                           1         <f>–</>
          2026-11-17 00:00Z  5a3b1e00-0001-40…   1,234,567    <g>99.90%</>
        <y>~</> <f>2026-11-17 00:00Z</>  日本語                      9    <r>55.56%</>
        <f>~ provisional (1 of 3 rows): they may change</>
        <f>delivery rate of all rows: 99.50%</>
        <f>not shown: handed_off, latency_p95_ms; use --format csv, or
          a wider terminal</>

        """)
  }

  /// Marks have no width, and any number of them stands behind one letter.
  @Test(arguments: [nil, 40])
  func `a text as long as a sender likes is no longer than others here`(width: Int?) {
    let columns = [TableColumn(name: "tag", unit: .text, look: Look(.key))]
    for long in ["x", "日", "x\u{301}", "\u{301}", "\u{7}"] {
      let value = Value.text(Array(String(repeating: long, count: 1_000_000).utf8))
      let shown = text(columns, [[value], [Value("short")]], width: width)
      #expect(shown.utf8.count < 10_000 && shown.contains("…"), "\(shown.utf8.count)")
    }
  }

  @Test func `of a text as long as a sender likes the end may matter`() {
    let columns = [TableColumn(name: "tag", unit: .text, look: Look(.key, cut: .beginning))]
    let value = Value.text(Array((String(repeating: "日", count: 100_000) + "end").utf8))
    #expect(text(columns, [[value]], width: 40).contains("…日"))
    #expect(text(columns, [[value]], width: 40).contains("日end\n"))
  }

  @Test(arguments: 1...140)
  func `no line is wider than the terminal`(width: Int) {
    for characters in [TableStyle.Characters.ascii, .unicode] {
      for line in text(width: width, characters).split(separator: "\n") {
        let found = line.unicodeScalars.reduce(0) { $0 + $1.displayWidth }
        // One column, and each word of a note, is shown in any case.
        #expect(found <= max(width, 19), "\(line)")
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  @Test func `every column is shown or named`() {
    for width in 1...140 {
      let shown = text(width: width).replacing("\n  ", with: " ")
      let hidden = shown.split(separator: "not shown: ").dropFirst().first ?? ""
      let headings = shown.prefix { $0 != "─" }
      for column in Self.columns where column.look.prominence != .mark {
        // Of a key at its narrowest, the name is cut as well.
        let isShown = column.heading.allSatisfy { headings.contains($0.prefix(7)) }
        #expect(isShown != hidden.contains(column.name), "\(width): \(column.name)")
      }
    }
  }

  @Test func `a very narrow terminal gets a key and a rate`() {
    #expect(
      text(width: 40).hasPrefix(
        """
                                        delivery
          period start       applicat…      rate
          ─────────────────  ─────────  ────────
          –                  a                 –
          2026-11-17 00:00Z  5a3b1e00…    99.90%
        ~ 2026-11-17 00:00Z  日本語       55.56%

        """))
    #expect(
      text(width: 30).hasPrefix(
        """
                        delivery
          application       rate
          ────────────  ──────────────
          a                    –
          5a3b1e00-00…    99.90% ████▉
        ~ 日本語          55.56% ██▊

        """))
    for width in 20...140 {
      let headings = text(width: width).prefix { $0 != "─" }
      #expect(headings.contains("applica") && headings.contains("delivery"), "\(width)")
    }
  }

  @Test func `no bar is shown without its number`() {
    let columns = [
      TableColumn(name: "key", unit: .text, look: Look(.key)),
      TableColumn(name: "rate", unit: .ratio, look: Look(.key)),
      TableColumn(name: "recipients", unit: .recipients, look: Look(.high, bar: true)),
    ]
    let row = [Value("a"), Value.ratio(1, of: 2), .integer(1_234_567)]
    let shown = (1...60).map { text(columns, [row], width: $0) }
    #expect(shown.allSatisfy { !$0.contains("█") || $0.contains("1,234,567") })
    #expect(shown.contains { $0.contains("█") } && shown.contains { !$0.contains("1,234,567") })
  }

  @Test func `a table without rows says so`() {
    #expect(text(Self.columns, [], width: 80) == "no rows\n")
  }

  @Test func `every value has its form`() {
    let units: [(Unit, Value, String)] = [
      (.code, .integer(4770), "4770"), (.messages, .integer(-5000), "-5,000"),
      (.bytes, .integer(4448), "4.45 kB"), (.seconds, .milliseconds(10_500), "10.5 s"),
      (.milliseconds, .integer(847), "847 ms"), (.ratio, .factor(604, of: 100), "6.04×"),
      (.ratio, .factor(1, of: 0), "–"), (.trueOrFalse, .boolean(true), "yes"),
      (.trueOrFalse, .boolean(false), "no"),
      (
        .time, .instant(Timestamp(millisecondsSinceEpoch: 1_709_629_200_005)),
        "2024-03-05 09:00:00Z"
      ),
      (.time, Value("2024-03-10T03:00:00-04:00"), "2024-03-10 03:00-04:00"),
      (.time, Value("2024-03-10T03:00:00+05:45"), "2024-03-10 03:00+05:45"),
      (.text, .text([]), "–"), (.messages, .integer(.max), "9,223,372,036,854,775,807"),
    ]
    for (unit, value, shown) in units {
      let column = TableColumn(name: "x", unit: unit, look: Look(.key))
      #expect(text([column], [[value]]).split(separator: "\n")[2].drop { $0 == " " } == shown)
    }
  }

  @Test func `hostile texts stay in their cells`() {
    let column = TableColumn(name: "name", unit: .text, look: Look(.key))
    let last = TableColumn(name: "n", unit: .events, look: Look(.key))
    let hostile = Array("\u{1B}]0;x\u{07}\r\n\u{9B}2J".utf8) + [0xFF]
    let shown = text(
      [column, last],
      [[.text(hostile), .integer(1)], [Value(String(repeating: "x", count: 9999)), .integer(2)]],
      width: 60, colors: true)
    #expect(
      tagged(shown) == #"""
        <b>name</>                                                       <b>n</>
        <f>─────────────────────────────────────────────────────────  ─</>
        \x1b]0;x\x07\x0d\x0a\u{9b}2J\xff                           1
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  2

        """#)
  }

  @Test func `headings take two lines where that saves room`() {
    let names = ["delivery_rate_without_expired", "first_failed_at", "id", "a_b_c_d"]
    let columns = names.map { TableColumn(name: $0, unit: .code, look: Look(.key)) }
    let row = [Value.integer(1), .integer(123_456_789_012_345), .integer(1), .integer(1)]
    #expect(
      text(columns, [row]) == """
          delivery rate                       a b
        without expired  first failed at  id  c d
        ───────────────  ───────────────  ──  ───
                      1  123456789012345   1    1

        """)
  }
}
