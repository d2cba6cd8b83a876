import TestSupport
import Testing

/// Archives that hold something, and nothing that counts.
@Suite(.timeLimit(.minutes(30))) struct EmptyHandsTests {
  let sandbox: Sandbox

  /// A loggers' text before the callbacks, which is in no list of wrappers.
  private static let wrapped =
    #"{"message":"Received callback: [{\"type\":\"message-delivered\",\"message\":{\"id\":\"a\"}}]"}"#

  init() throws {
    sandbox = try Sandbox()
    for (name, line, count) in [
      ("wrapped", Self.wrapped, 20), ("few", Self.wrapped, 19), ("other", #"{"message":"up"}"#, 30),
    ] {
      let lines = String(repeating: "\(line)\n", count: count)
      try sandbox.scratch.write(lines.utf8, to: "logs/\(name).ndjson")
    }
    let text = String(repeating: "GET /\n", count: 19) + "404\n"
    try sandbox.scratch.write(text.utf8, to: "text/access.log")
  }

  private static let told = """
    waybill: logs/wrapped.ndjson: none of its 20 values is known as a callback, but some name a type of \
    callbacks, as if they lay in a wrapper that is not known; if a member of it holds callbacks and \
    nothing else, give its place, such as --body /detail/body

    """

  @Test func `a night tells once of callbacks in a wrapper that is not known`() throws {
    let night = ["nightly", "logs", "traffic", "--ledger", "ledger", "--output", "days"]
    #expect(try sandbox.run(night) == Finished(status: 0, output: "", error: Self.told))
    #expect(try sandbox.run(night) == .silently)
    // As long as no night has come to its end.
    _ = try sandbox.shell("rm days/.state")
    #expect(try sandbox.run(night).error == Self.told)
  }

  @Test func `a report does every time, and so does a check`() throws {
    for command in [["report", "--report", "delivery"], ["check"]] {
      let run = try sandbox.run(command + ["logs", "traffic"])
      #expect(run.status == 0 && run.error == Self.told, "\(command)")
    }
    #expect(try sandbox.run("check", "logs", "traffic", "--quiet").error.isEmpty)
    // Where nothing counts in all of them, something has failed.
    #expect(try sandbox.run("check", "logs", "--quiet").error == Self.told)
    let run = try sandbox.run("report", "logs", "--output", "out", "--quiet")
    #expect(run == Finished(status: 0, output: "", error: Self.told))
  }

  @Test func `gzip in values that is damaged is told of`() throws {
    let made = try sandbox.shell(
      #"""
      mkdir packed; for count in 1 2; do
        yes '' | head -n $count > packed/$count.log
        printf '%s' '[{"type":"message-sent","message":{"id":"a"}}]' | gzip | head -c 40 | base64 -w 0 |
          sed 's/.*/{"data":"&"}\n{"data":"&"}/' | head -n $count >> packed/$count.log
      done
      """#)
    try #require(made == .silently, "\(made)")
    let told = """
      waybill: packed/1.log: 1 of its 1 values holds gzip that is damaged, the first at line 2, offset 1; \
      what lies behind the damage there is not counted
      waybill: packed/2.log: 2 of its 2 values hold gzip that is damaged, the first at line 3, offset 2; \
      what lies behind the damage there is not counted

      """
    for command in [["report", "--report", "delivery"], ["check"], ["lifecycles"]] {
      let run = try sandbox.run(command + ["packed", "traffic"])
      #expect(run.status == 0 && run.error == told, "\(command): \(run.error)")
    }
    let night = ["nightly", "packed", "traffic", "--ledger", "ledger", "--output", "days"]
    #expect(try sandbox.run(night).error == told)
    #expect(try sandbox.run(night) == .silently)
    // As long as no night has come to its end; and what came before an archive grew is no news.
    _ = try sandbox.shell("rm days/.state")
    #expect(try sandbox.run(night).error == told)
    _ = try sandbox.shell(
      #"echo '{}' >> packed/2.log; line=$(tail -n 1 packed/1.log); echo "$line" >> packed/1.log"#)
    let more = told.split(separator: "\n")[0].replacing(", the first at line 2, offset 1", with: "")
    let grown = try sandbox.run(night).error
    #expect(grown.hasPrefix(more + "\n") && !grown.contains("packed/2.log"), "\(grown)")
  }

  @Test func `a clock that is behind every event is asked about`() throws {
    let event = { (time: String) in
      #"{"type":"message-sent","time":"\#(time)","message":{"id":"a"}}"# + "\n"
    }
    try sandbox.scratch.write(event("2098-01-01T00:00:00Z").utf8, to: "ahead/a.log")
    let told = "; is the clock right? What is final may depend on it\n"
    for command in [["report", "--report", "delivery"], ["check"], ["lifecycles"]] {
      let run = try sandbox.run(command + ["ahead"])
      #expect(run.status == 0 && run.error.hasSuffix(told), "\(command): \(run.error)")
    }
    // A single wild clock is none of the machine's.
    try sandbox.scratch.write(event("2026-11-01T00:00:00Z").utf8, to: "ahead/b.log")
    #expect(try sandbox.run("check", "ahead").error.isEmpty)
  }

  @Test(
    arguments: [
      (
        ["1\n{}\nhalf\n"],
        "one/0.log: no callback, but 2 other values and 1 malformed one; \(foreignAdvice)"
      ),
      (["1\n"], "one/0.log: no callback, but 1 other value; \(foreignAdvice)"),
      (
        ["half\n", "half a\n"],
        """
        none of 2 archives holds a callback, but 2 malformed values, the first in one/0.log; \
        \(malformedAdvice)
        """
      ),
      (["half\n"], ""), (["\n"], ""),
    ])
  func `what there is instead of callbacks is counted, damage included`(
    archives: [String], told: String
  ) throws {
    for (number, lines) in archives.enumerated() {
      try sandbox.scratch.write(lines.utf8, to: "one/\(number).log")
    }
    let night = try sandbox.run("nightly", "one", "--ledger", "ledger", "--output", "days")
    #expect(night.error == (told.isEmpty ? "" : "waybill: \(told)\n"))
  }

  private static let malformedAdvice =
    "the quality report says where they are, and waybill check --rejects FILE keeps them"
  private static let foreignAdvice =
    """
    the quality report says what they are; if callbacks lie inside of them, give their \
    place, such as --body /detail/body
    """

  @Test func `a number among lines of text hides nothing`() throws {
    let night = try sandbox.run(
      "nightly", "text", "traffic", "--ledger", "ledger", "--output", "days")
    #expect(
      night.error == """
        waybill: text/access.log: 19 of its 20 values cannot be read, and no other is a callback, the \
        first at line 1, offset 0: unexpected byte; is it in another format? waybill check \
        --rejects FILE keeps them

        """)
  }
}
