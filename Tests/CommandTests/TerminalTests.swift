import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct TerminalTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// A terminal that knows everything.
  private static let able = ["TERM": "xterm", "LANG": "C.UTF-8"]

  private static let failures = "waybill report traffic --report failures --quiet"

  @Test func `a terminal gets a table, a pipe and a file CSV`() throws {
    let csv = try sandbox.run("report", "traffic", "--report", "failures").output
    #expect(csv.hasPrefix("error_code,"))
    #expect(try sandbox.terminal(Self.failures).hasPrefix("failures  Outbound recipients"))
    #expect(try sandbox.terminal("\(Self.failures) | cat >piped") == "")
    #expect(try sandbox.terminal("\(Self.failures) >file") == "")
    #expect(try sandbox.text("piped") == csv)
    #expect(try sandbox.text("file") == csv)
    let shown = try sandbox.terminal("\(Self.failures) --format csv")
    #expect(shown.replacing("\r\n", with: "\n") == csv)
  }

  @Test(arguments: ["check traffic --quiet", "codes"])
  func `other tables are shown as tables as well`(command: String) throws {
    let csv = try sandbox.shell("waybill \(command)").output
    let table = try sandbox.terminal("waybill \(command)")
    #expect(csv.contains(",") && !csv.contains("----"))
    #expect(table.contains("\r\n----"))
  }

  @Test func `a terminal may be shown all reports`() throws {
    let shown = try sandbox.terminal("waybill report traffic --quiet", columns: 300)
    let names = [
      "delivery  Outbound", "failures  Outbound", "mms-group  Messages", "inbound  Messages",
      "redelivery  Events", "quality  The",
    ]
    let titles = shown.split(separator: "\r\n").compactMap { line in
      names.first { line.hasPrefix($0) }
    }
    #expect(titles == names)
    #expect(try sandbox.run("report", "traffic").status == 64)
  }

  @Test func `good archives are counted where there are many`() throws {
    let copies = try sandbox.shell(
      "mkdir many; for i in $(seq 10 21); do cp traffic/inbound.ndjson many/$i.log; done")
    try #require(copies == .silently)
    func quality(_ options: String, _ columns: Int? = 120) throws -> Substring {
      let shown = try sandbox.terminal("waybill report many --quiet \(options)", columns: columns)
      return try #require(shown.split(separator: "quality  The archives that were read.").last)
    }
    #expect(
      try quality("").hasPrefix("\r\nall 12 archives are ok; --report quality shows them\r\n"))
    #expect(try quality("--report quality").contains("many/21.log"))
    #expect(try quality("--format table | cat").contains("many/21.log"))
    _ = try sandbox.shell("echo nothing >>many/15.log")
    let shown = try quality("")
    #expect(shown.contains("many/15.log") && !shown.contains("many/16.log"))
    #expect(shown.contains("\r\n11 more archives are ok; --report quality shows them\r\n"))
    // Few are no trouble.
    _ = try sandbox.shell("rm many/1[0-2].log")
    #expect(try quality("").contains("many/16.log"))
  }

  @Test func `a table is as wide as the terminal`() throws {
    func width(_ columns: Int?, _ variables: [String: String] = [:]) throws -> Int {
      let shown = try sandbox.terminal(
        "waybill report traffic --quiet", columns: columns, variables)
      return try #require(shown.split(separator: "\r\n").map(\.count).max())
    }
    #expect(try 70...80 ~= width(nil))
    #expect(try 70...80 ~= width(nil, ["COLUMNS": "many"]))
    #expect(try 100...110 ~= width(nil, ["COLUMNS": "110"]))
    #expect(try 50...60 ~= width(60, ["COLUMNS": "200"]))
    #expect(try 110...120 ~= width(120))
  }

  @Test(arguments: [40, 60, 80, 100, 120])
  func `the tables of a trace and an explanation fit the terminal`(columns: Int) throws {
    _ = try sandbox.run("generate", "--output", "made", "--size", "1MB", "--hours", "4")
    let number = "waybill trace +18005550155 made --limit 9"
    let csv = try sandbox.shell("\(number) --format csv").output
    let id = try #require(csv.split(separator: "\n").dropFirst().first?.split(separator: ",")[1])
    for command in ["\(number) --quiet", "waybill trace \(id) made --quiet"] {
      let shown = try sandbox.terminal(command, columns: columns, Self.able)
      // Facts of a message are no table.
      let table = shown.split(separator: "\r\nevents\r\n").last ?? ""
      for line in table.split(separator: "\r\n") { #expect(line.count <= columns, "\(line)") }
      #expect(shown.contains(id))
      #expect(try !sandbox.shell(command).output.contains("not shown"))
    }
    let explained = try sandbox.terminal("waybill explain made --quiet", columns: columns)
    let heading = explained.split(separator: "\r\n").first { $0.contains(" window ") }
    #expect(try #require(heading).count <= columns)
  }

  @Test func `codes that are asked for are shown whole`() throws {
    let shown = try sandbox.terminal("waybill codes 4770 4799", columns: 30)
    #expect(
      shown.replacing("\r\n", with: "\n") == """
        4770  destination-spam-detected
          The carrier took the message
          for spam
          side         client
          reported by  carrier
          retryable    no
          billable     yes

        4799  not in the catalogue
          side         client
          reported by  carrier
          retryable    unknown
          billable     unknown

        """)
    #expect(try sandbox.shell("waybill codes 4770").output.hasPrefix("code,name,"))
  }

  @Test func `what a narrow terminal leaves out is named`() throws {
    let note = "use --format csv, or a wider terminal"
    #expect(try sandbox.terminal(Self.failures, columns: 80).contains(note))
    #expect(try !sandbox.terminal(Self.failures, columns: 300).contains(note))
    #expect(try !sandbox.shell("\(Self.failures) --format table").output.contains(note))
  }

  @Test func `colours are for terminals that have them and people who want them`() throws {
    #expect(try sandbox.terminal(Self.failures, Self.able).contains("\u{1B}[1m"))
    for variables in [["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": ""]] {
      let shown = try sandbox.terminal(Self.failures, Self.able.merging(variables) { $1 })
      #expect(!shown.contains("\u{1B}"))
    }
    #expect(
      try sandbox.terminal(Self.failures, Self.able.merging(["NO_COLOR": ""]) { $1 })
        .contains("\u{1B}[1m"))
  }

  @Test func `the locale says what can be shown`() throws {
    for variables in [
      ["LANG": "de_DE.utf8"], ["LC_CTYPE": "C.UTF-8", "LANG": "C"], ["LC_ALL": "en_US.UTF-8"],
    ] {
      #expect(try sandbox.terminal(Self.failures, variables).contains("──"))
    }
    for variables in [[:], ["LANG": "C"], ["LC_ALL": "C", "LANG": "C.UTF-8"]] {
      #expect(try sandbox.terminal(Self.failures, variables).utf8.allSatisfy { $0 < 0x80 })
    }
  }

  /// Whoever compares files wants them to be the same.
  @Test func `the environment does not show in a pipe`() throws {
    let command = ["report", "traffic", "--format", "table"]
    let expected = try sandbox.run(command)
    #expect(expected.status == 0 && expected.output.contains("█"))
    let variables = ["LC_ALL": "C", "TERM": "xterm", "COLUMNS": "40", "NO_COLOR": "1"]
    let environment = Sandbox.environment.merging(variables) { $1 }
    #expect(try sandbox.run(command, environment: environment) == expected)
    #expect(
      try sandbox.run(command, environment: environment.merging(Self.able) { $1 }) == expected)
  }

  @Test func `nothing in a name acts on a terminal`() throws {
    for command in ["check hostile", "report hostile"] {
      var shown = try sandbox.terminal(
        "waybill \(command) --tolerate-damage --quiet", columns: 200, Self.able)
      #expect(shown.contains("\u{1B}[1m"))
      #expect(shown.contains(#"\x1b[31m\u{202e}.gz"#))
      for sequence in ["0m", "1m", "2m", "31m", "32m", "33m"] {
        shown = shown.replacing("\u{1B}[\(sequence)", with: "")
      }
      #expect(!shown.contains("\u{1B}") && !shown.contains("\u{202E}"))
    }
  }

  @Test func `a folder has a file of each kind`() throws {
    let formats = ["table", "ndjson"].flatMap { ["--format", $0] }
    let reports = ["failures", "inbound"].flatMap { ["--report", $0] }
    let run = try sandbox.run(["report", "traffic", "--output", "out"] + reports + formats)
    #expect(run == .silently)
    #expect(
      try sandbox.names(in: "out") == [
        "failures.ndjson", "failures.txt", "inbound.ndjson", "inbound.txt", "manifest.json",
      ])
    let rows = try sandbox.text("out/failures.ndjson")
    let one = try sandbox.run("report", "traffic", "--report", "failures", "--format", "ndjson")
    #expect(rows == one.output)
    let table = try sandbox.run("report", "traffic", "--report", "failures", "--format", "table")
    #expect(table.output.hasPrefix(try sandbox.text("out/failures.txt")))

    // They belong to the set, and go with it.
    _ = try sandbox.run(["report", "traffic", "--output", "out"] + reports + ["--format", "csv"])
    #expect(
      try sandbox.names(in: "out") == ["failures.csv", "inbound.csv", "manifest.json"])
  }

  @Test func `rows of several reports tell which they are of`() throws {
    let both = try sandbox.run(
      "report", "traffic", "--report", "failures", "--report", "inbound", "--format", "ndjson")
    let lines = both.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix(#"{"report": "failures", "error_code": "#) == true)
    #expect(lines.last?.hasPrefix(#"{"report": "inbound", "period_start": "#) == true)
    let one = try sandbox.run("report", "traffic", "--report", "inbound", "--format", "ndjson")
    #expect(one.output.hasPrefix(#"{"period_start": "#))
  }
}
