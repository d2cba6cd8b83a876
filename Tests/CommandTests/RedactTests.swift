import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct RedactTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.scratch.write("0123456789abcdef0123456789abcdef\n".utf8, to: "key")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: sandbox.scratch.path("key"))
  }

  /// Senders and recipients of the samples, which hold every wrapper and oddity.
  private static let samples = packageRoot.appending(path: "sample-logs").path

  private func rows(_ arguments: [String]) throws -> [[String]] {
    let run = try sandbox.run(["lifecycles", Self.samples, "--tolerate-damage"] + arguments)
    #expect(run.status == 0)
    return try csvRecords(Array(run.output.utf8))
  }

  /// What stands in the place of numbers, in columns of lifecycles.
  private func numbers() throws -> (plain: [[String]], redacted: [[String]], all: Set<String>) {
    let (plain, redacted) = (try rows([]), try rows(["--redact", "key"]))
    let places = try ["sender", "recipient"].map { name in
      try #require(plain[0].firstIndex(of: name))
    }
    let all = Set(plain.dropFirst().flatMap { row in places.map { row[$0] } }).subtracting([""])
    return (plain, redacted, all)
  }

  @Test func `a number has one token wherever it stands, and everything else stays`() throws {
    let (plain, redacted, _) = try numbers()
    #expect(plain[0] == redacted[0])
    #expect(plain.count == redacted.count)
    let columns = plain[0].indices.filter { ["sender", "recipient"].contains(plain[0][$0]) }
    func key(_ row: [String]) -> String {
      var row = row
      for column in columns { row[column] = row[column].isEmpty ? "" : "number" }
      return row.joined(separator: "\u{1F}")
    }
    var tokens: [String: String] = [:]
    // Rows that are told apart without their numbers.
    let byKey = Dictionary(grouping: redacted.dropFirst(), by: key)
    for row in plain.dropFirst() {
      let matches = try #require(byKey[key(row)])
      guard matches.count == 1 else { continue }
      for column in columns where !row[column].isEmpty {
        let token = matches[0][column]
        #expect(token.hasPrefix("redacted:") && token.count == 33)
        #expect(tokens.updateValue(token, forKey: row[column]) ?? token == token)
      }
    }
    #expect(tokens.count > 50)
    #expect(Set(tokens.values).count == tokens.count)
  }

  /// Those of some numbers that stand anywhere in a text.
  private static func digits(of numbers: Set<String>, in text: String) -> Set<String> {
    let lengths = Set(numbers.map(\.utf8.count))
    var found: Set<String> = []
    for run in text.utf8.split(whereSeparator: { !(48...57).contains($0) }) where run.count >= 9 {
      for length in lengths where length <= run.count {
        for start in 0...(run.count - length) {
          let part = String(Substring(run.dropFirst(start).prefix(length)))
          if numbers.contains(part) { found.insert(part) }
        }
      }
    }
    return found
  }

  /// Every output that there is, of archives that hold everything there is.
  @Test func `no number is left anywhere`() throws {
    let (_, _, all) = try numbers()
    let digits = Set(all.map { $0.filter(\.isNumber) }.filter { $0.count >= 9 })
      .union(["19195550199", "19195559999"])
    #expect(digits.count > 50)
    let common = ["--redact", "key", "--tolerate-damage"]
    let report = try sandbox.run(
      [
        "report", Self.samples, "--output", "out", "--by", "sender,recipient", "--rejects",
        "rejects", "--where", "recipient!=+19195550199",
      ] + ["csv", "json", "ndjson", "table", "html"].flatMap { ["--format", $0] } + common)
    #expect(report.status == 0)
    var outputs = try sandbox.contents("out")
    outputs["rejects"] = try sandbox.text("rejects")
    #expect(outputs.count == 22)
    for format in ["csv", "ndjson"] {
      outputs["lifecycles \(format)"] =
        try sandbox.run(["lifecycles", Self.samples, "--format", format] + common).output
    }
    let number = try #require(all.sorted().first { $0.hasPrefix("+1") })
    let listed = try sandbox.run(["trace", number, Self.samples, "--format", "json"] + common)
    outputs["trace of a number"] = listed.output + listed.error
    let id = try #require(listed.output.firstMatch(of: /"message_id": "([^"]+)"/)).1
    for format in ["table", "json", "csv", "ndjson"] {
      outputs["trace \(format)"] =
        try sandbox.run(["trace", "\(id)", Self.samples, "--format", format] + common).output
    }
    let added = try sandbox.run(["ledger", "add", Self.samples, "--ledger", "known"] + common)
    outputs["ledger add"] = added.error
    for format in ["table", "json", "csv", "ndjson"] {
      for traced in [number, "\(id)"] {
        let known = ["trace", traced, "--ledger", "known", "--format", format, "--redact", "key"]
        outputs["known \(traced.count) \(format)"] = try sandbox.run(known).output
      }
    }
    let empty = ["report", Self.samples, "--output", "empty", "--verbose"]
    let nothing = try sandbox.run(empty + ["--where", "recipient=+19195559999"] + common).error
    #expect(nothing.contains("recipient=redacted:"))
    outputs["report of nothing"] = nothing
    let missed = try sandbox.run(["trace", "+19195559999", Self.samples] + common)
    outputs["trace of nothing"] = missed.error
    #expect(missed.status == 1)
    for (name, output) in outputs {
      #expect(!output.isEmpty, "\(name)")
      let left = Self.digits(of: digits, in: output)
      #expect(left.isEmpty, "\(name)")
    }
    #expect(outputs["report.json"]?.contains("\"recipient!=redacted:") == true)
    #expect(outputs["manifest.json"]?.contains("\"redacted\": true") == true)
  }

  @Test func `what changed is told without a number`() throws {
    _ = try sandbox.run("generate", "--output", "logs", "--size", "10MB", "--hours", "12")
    let plain = try sandbox.run("explain", "logs", "--quiet")
    #expect(plain.output.contains("sender=+18005550155"), "the incident is one of a sender")
    for format in [[], ["--format", "json"]] {
      let options = ["--redact", "key", "--where", "recipient!=+18005550155"]
      let told = try sandbox.run(["explain", "logs", "--quiet"] + options + format)
      #expect(told.status == 0)
      #expect(told.output.contains("redacted:") && !told.output.contains("8005550155"))
    }
  }

  @Test func `conditions are on numbers, and little memory does not show`() throws {
    _ = try sandbox.run(
      "generate", "--output", "logs", "--size", "3MB", "--hours", "2")
    let common = ["report", "logs", "--report", "delivery", "--by", "recipient,sender"]
    let whole = try sandbox.run(common + ["--redact", "key"])
    #expect(whole.output.split(separator: "\n").count > 1000)
    for options in [["--memory", "32MB", "--jobs", "3"], ["--jobs", "1"]] {
      #expect(try sandbox.run(common + ["--redact", "key"] + options) == whole)
    }
    let plain = try csvRecords(Array(try sandbox.run(common).output.utf8))
    let number = plain[plain.count / 2][1]
    let one = try sandbox.run(common + ["--where", "recipient=\(number)", "--redact", "key"])
    let expected = try sandbox.run(common + ["--where", "recipient=\(number)"])
    func counts(_ run: Finished) throws -> [[String]] {
      try csvRecords(Array(run.output.utf8)).map { Array($0.dropFirst(3)) }
    }
    #expect(try counts(one).count > 1)
    #expect(try counts(one) == counts(expected))
    #expect(Set(try csvRecords(Array(one.output.utf8)).dropFirst().map { $0[1] }).count == 1)
  }

  @Test func `other tools make the same tokens`() throws {
    try #require(FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"))
    let run = try sandbox.shell(
      """
      token=redacted:$(printf %s +19195550101 | openssl dgst -sha256 -hmac "$(cat key)" | sed 's/.*= //' | cut -c1-24)
      waybill report traffic --report delivery --by recipient --redact key | cut -d, -f2 | grep -c "^$token$"
      """)
    #expect(run.output == "1\n")
  }
}
