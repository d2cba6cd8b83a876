import TestSupport
import Testing

/// The commands that an explanation proposes show something.
@Suite struct ExplainNextTests {
  /// Two hours of an SMS every two seconds, from senders in turn.
  ///
  /// There are three; in the second hour one of them is silent, or half of its messages fail, with one of
  /// many codes or with none. Or there are seven, and half of the messages of three fail with one code.
  private func callbacks(_ effect: Effect) -> String {
    let (senders, hitSenders) = effect == .sharedFailure ? (7, 3) : (3, 1)
    return (0..<3600).compactMap { number in
      let isHit = number % senders < hitSenders && number >= 1800
      guard !isHit || effect != .silence else { return nil }
      let fails = isHit ? number % 2 == 0 : number % 50 == 0
      let hasCode = !isHit || effect != .failureWithoutCode
      let errorCode = effect == .sharedFailure && isHit ? 4770 : 5000 + number % 40
      let code = hasCode ? ",\"errorCode\":\(errorCode)" : ""
      // Some receipts expired, which is left out so early.
      let isExpired = isHit && number % 30 == 3
      let outcome =
        isExpired ? "failed\",\"errorCode\":9902" : fails ? "failed\"\(code)" : "delivered\""
      let minute = number / 30
      let time = "2026-11-20T0\(6 + minute / 60):\(minute % 60 / 10)\(minute % 10):00Z"
      return """
        [{"type":"message-\(outcome),"time":"\(time)","to":"+1919555\(1000 + number)",\
        "message":{"id":"m-\(number)","from":"+1919555010\(number % senders)","time":"\(time)",\
        "applicationId":"app-1","tag":"\(number % senders == 0 ? "news" : "")","direction":"out",\
        "to":["+1919555\(1000 + number)"]}}]

        """
    }.joined()
  }

  private enum Effect {
    case silence, failure, failureWithoutCode, sharedFailure
  }

  /// What is proposed, by its heading.
  private func proposals(
    _ sandbox: Sandbox, _ effect: Effect, _ options: String...
  ) throws -> [(heading: String, line: String)] {
    try sandbox.scratch.write(callbacks(effect).utf8, to: "callbacks.ndjson")
    let finished = try sandbox.run(
      ["explain", "callbacks.ndjson", "--since", "2026-11-20 07:00", "--until", "2026-11-20 08:00"]
        + options)
    try #require(finished.status == 0, "\(finished)")
    return finished.output.split(separator: "\n").compactMap { line in
      let heading = line.prefix { $0 != " " }
      guard ["next", "affected"].contains(heading) else { return nil }
      return (String(heading), line.dropFirst(10).description)
    }
  }

  /// The rows that a proposed command writes.
  private func rows(_ sandbox: Sandbox, _ line: String) throws -> [String] {
    let finished = try sandbox.shell("\(line) --quiet; test ! -e affected.csv || cat affected.csv")
    try #require(finished.status == 0, "\(finished)")
    return finished.output.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func `a sender that stopped is shown with the time before`() throws {
    let sandbox = try Sandbox()
    let proposals = try proposals(sandbox, .silence, "--metric", "volume")
    #expect(proposals.map(\.heading) == ["next"])
    let rows = try rows(sandbox, try #require(proposals.first).line)
    #expect(rows.count == 1 && rows.allSatisfy { $0.hasPrefix("2026-11-20T06:00:00Z,") })
  }

  @Test func `a number to which nothing comes any more is shown among what came in`() throws {
    let sandbox = try Sandbox()
    let lines = (0..<1800).compactMap { number -> String? in
      guard number % 3 > 0 || number < 900 else { return nil }
      let minute = number / 15
      let time = "2026-11-20T0\(6 + minute / 60):\(minute % 60 / 10)\(minute % 10):00Z"
      return """
        [{"type":"message-received","time":"\(time)","message":{"id":"m-\(number)",\
        "owner":"+1919555010\(number % 3)","from":"+1828555\(1000 + number)","time":"\(time)",\
        "applicationId":"app-1","direction":"in","to":["+1919555010\(number % 3)"]}}]

        """
    }
    try sandbox.scratch.write(lines.joined().utf8, to: "in.ndjson")
    let finished = try sandbox.run(["explain", "in.ndjson", "--metric", "volume"])
    let next = finished.output.split(separator: "\n").first { $0.hasPrefix("next") }
    let line = try #require(next, "\(finished)").dropFirst(10)
    #expect(line.contains("--report inbound") && line.contains("+19195550100"))
    #expect(try rows(sandbox, String(line)).isEmpty == false)
  }

  @Test func `whom a slice without a code hit is listed`() throws {
    let sandbox = try Sandbox()
    let proposals = try proposals(sandbox, .failure)
    #expect(proposals.map(\.heading) == ["next", "affected"])
    let rows = try rows(sandbox, try #require(proposals.last).line)
    #expect(rows.count == 300 && rows.allSatisfy { $0.contains(",failed,false,") })
  }

  @Test func `those who share a fault have rows of their own`() throws {
    let sandbox = try Sandbox()
    let line = try #require(try proposals(sandbox, .sharedFailure).first).line
    #expect(line.contains(" --report failures --by sender --since "))
    let rows = try rows(sandbox, line).filter { $0.contains("4770") }
    #expect(
      rows.map {
        $0.contains("+19195550100") || $0.contains("+19195550101") || $0.contains("+19195550102")
      } == [true, true, true])
  }

  @Test func `no list is proposed of failures without a code, who was delivered has none either`()
    throws
  {
    let sandbox = try Sandbox()
    #expect(try proposals(sandbox, .failureWithoutCode).map(\.heading) == ["next"])
    let explained = try sandbox.run(
      ["explain", "callbacks.ndjson", "--since", "2026-11-20 07:00"])
    #expect(explained.output.contains(" error_code=\n"), "\(explained)")
  }

  @Test func `a ledger whose name looks like an option is proposed as a file`() throws {
    let sandbox = try Sandbox()
    try sandbox.scratch.write(callbacks(.failure).utf8, to: "callbacks.ndjson")
    let added = try sandbox.run(["ledger", "add", "callbacks.ndjson", "--ledger=-l"])
    try #require(added.status == 0, "\(added)")
    let explained = try sandbox.run([
      "explain", "--ledger=-l", "--since", "2026-11-20 07:00", "--until", "2026-11-20 08:00",
    ])
    let next = try #require(
      explained.output.split(separator: "\n").first { $0.hasPrefix("next") }, "\(explained)")
    #expect(try rows(sandbox, String(next.dropFirst(10))).isEmpty == false)
  }

  @Test func `a number that is redacted is in no command, and other names are`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.shell("umask 077; echo 0123456789abcdef0123456789abcdef > key")
    let named = try proposals(sandbox, .failure, "--redact", "key")
    #expect(named.map(\.heading) == ["next", "affected"])
    #expect(named.allSatisfy { $0.line.contains("--where tag=news") && !$0.line.contains("+1919") })
    let rows = try rows(sandbox, try #require(named.last).line)
    #expect(rows.count == 300 && rows.allSatisfy { !$0.contains("+1919") })
    let asked = try proposals(
      sandbox, .failure, "--redact", "key", "--where", "sender=+19195550100,+19195550101")
    #expect(asked.map(\.line) == ["not told: with --redact no command holds a phone number"])
  }
}
