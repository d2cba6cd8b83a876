import Archives
import Foundation
import Lifecycles
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// What is read, and what is known: by content, whatever it is called.
@Suite struct KnownArchiveTests {
  let ledger: TestLedger
  private static let lines = (0..<20).map { number in
    let message = TestMessage("2026-11-20T10:00:00Z", number)
    return message.event("message-sending", after: 1) + message.event("message-delivered", after: 5)
  }

  init() throws { ledger = try TestLedger() }

  @Test func `what is known is not read again`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    try ledger.write(Self.lines[1], to: "b.log")
    let first = try await ledger.add()
    #expect(first.archives.count == 2 && first.newEvents == 4 && first.knownCount == 0)
    let generation = try ledger.journal.generation
    let second = try await ledger.add()
    #expect(second.archives.isEmpty && second.knownCount == 2)
    #expect(try ledger.journal.generation == generation, "nothing new was written")
    try await ledger.expectSame()
    try await ledger.expectWhole()
  }

  @Test func `renamed and copied archives are known`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    try await ledger.add()
    let before = try await ledger.report()
    try ledger.remove("a.log")
    try ledger.write(Self.lines[0], to: "b.log")
    try ledger.write(Self.lines[0], to: "c.log")
    let result = try await ledger.add()
    #expect(result.archives.isEmpty && result.knownCount == 2 && result.notes == [])
    #expect(try await ledger.report() == before)
    #expect(try await ledger.report(withFolder: true) == before)
  }

  @Test func `of copies that are new, one is read`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    try ledger.write(Self.lines[0], to: "b.log")
    let result = try await ledger.add()
    #expect(result.archives.count == 1 && result.newEvents == 2)
  }

  @Test func `an archive that grows adds what is new`() async throws {
    for count in 1...Self.lines.count {
      try ledger.write(Self.lines.prefix(count).joined(), to: "a.log")
      let result = try await ledger.add()
      #expect(result.newEvents == 2 && result.grownCount == (count > 1 ? 1 : 0))
      let arrivals = try ledger.journal.intakes.flatMap(\.hours).reduce(0) { $0 + $1.count }
      #expect(arrivals == Int64(2 * count), "callbacks of an hour, each once")
      try await ledger.expectSame()
    }
    #expect(try ledger.journal.archives.count == 1)
    // Many nights, few runs.
    #expect(try ledger.journal.runs.count <= LedgerCare.runLimit)
    // What it was is known, too.
    try ledger.write(Self.lines.prefix(3).joined(), to: "old.log")
    #expect(try await ledger.add().archives.isEmpty)
    try await ledger.expectWhole()
  }

  @Test func `an archive that is renamed and grows keeps its events`() async throws {
    try ledger.write(Self.lines[0], to: "app.log")
    try await ledger.add()
    try ledger.remove("app.log")
    try ledger.write(Self.lines[0] + Self.lines[1], to: "app.log.1.log")
    try ledger.write(Self.lines[2], to: "app.log")
    let result = try await ledger.add()
    #expect(result.newEvents == 4 && result.grownCount == 1)
    // The ledger no longer knows an archive by the old name when it meets the new one.
    try await ledger.expectSame()
  }

  @Test func `the same name with other content is another archive, and said to be`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    try await ledger.add()
    try ledger.write(Self.lines[1], to: "a.log")
    let result = try await ledger.add()
    #expect(result.newEvents == 2 && result.grownCount == 0)
    #expect(
      result.notes == [
        """
        \(ledger.scratch.path("logs/a.log")): not the content that the ledger knows under this \
        name; taken in as another archive
        """
      ])
    #expect(try ledger.journal.archives.count == 2)
    try ledger.write(Self.lines[0], to: "b.log")
    #expect(try await ledger.report().count == ledger.expected().count)
  }

  @Test func `a beginning of another archive is not counted beside it`() async throws {
    try ledger.write(Self.lines[0], to: "b.log")
    try ledger.write(Self.lines[0] + Self.lines[1], to: "a.log")
    let result = try await ledger.add()
    #expect(result.archives.count == 1 && result.newEvents == 4)
    #expect(try await ledger.add().archives.isEmpty)
    try ledger.remove("b.log")
    try await ledger.expectSame()
  }

  @Test func `of many files that begin alike the longest of each kind counts`() async throws {
    let start = String(repeating: " ", count: 600) + Self.lines[0]
    for number in 0..<60 {
      // Each of ten grows five times, and some begin as others end.
      let lines = (0...number % 6).map { "{\"kind\":\(number / 6),\"line\":\($0)}\n" }
      try ledger.write(start + lines.joined(), to: "\(number).log")
    }
    try ledger.write(start, to: "start.log")
    let result = try await ledger.add()
    #expect(result.archives.count == 10 && result.newEvents == 20)
    #expect(try await ledger.add().archives.isEmpty)
  }

  @Test func `one archive grows to one other`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    try await ledger.add()
    try ledger.write(Self.lines[0] + Self.lines[1], to: "a.log")
    try ledger.write(Self.lines[0] + Self.lines[2], to: "b.log")
    let result = try await ledger.add()
    #expect(result.grownCount == 1 && result.newEvents == 6)
    try await ledger.expectSame()
  }

  @Test func `an empty archive grows under its own name only`() async throws {
    try ledger.write("", to: "a.log")
    try await ledger.add()
    try ledger.write(Self.lines[0], to: "b.log")
    #expect(try await ledger.add().grownCount == 0)
    try await ledger.expectSame()
    try ledger.write(Self.lines[1], to: "a.log")
    #expect(try await ledger.add().grownCount == 1)
    try await ledger.expectSame()
  }

  @Test func `an archive that cannot be opened is taken in once it can`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    try FileManager.default.createSymbolicLink(
      atPath: ledger.scratch.path("logs/b.log"), withDestinationPath: "gone")
    let result = try await ledger.add()
    #expect(result.archives.map(\.summary.status) == [.ok, .unreadable])
    #expect(try ledger.journal.archives.count == 1)
    try ledger.remove("b.log")
    try ledger.write(Self.lines[1], to: "b.log")
    #expect(try await ledger.add().newEvents == 2)
    try await ledger.expectSame()
  }

  @Test func `a file that begins with several archives has grown from the longest`() async throws {
    try ledger.write("", to: "a.log")
    try ledger.write(Self.lines[0], to: "b.log")
    try await ledger.add()
    try ledger.remove("b.log")
    try ledger.write(Self.lines[0] + Self.lines[1], to: "a.log")
    let result = try await ledger.add()
    #expect(result.grownCount == 1 && result.newEvents == 2)
    #expect(try ledger.journal.lifecycles.duplicates == 0)
  }

  @Test func `an archive that grows while it is read is known as it was read`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    func read(of text: String) async throws -> NewArchives {
      let plan = await ReadingPlan(try ledger.sources(), Journal(), ledger.rules, jobs: 1)
      try ledger.write(text, to: "a.log")
      return try await NewArchives(plan, horizon: nil, ledger.context, nil)
    }
    let grown = Self.lines[0] + Self.lines[1]
    let archives = try await read(of: grown).archives
    let archive = try #require(archives.first)
    #expect(archive.content.byteCount == Int64(grown.utf8.count))
    #expect(archive.account.events == 4)
    // Another in its place is neither.
    await #expect(throws: LedgerError.self) {
      _ = try await read(of: Self.lines[2] + Self.lines[3])
    }
  }

  @Test func `one that cannot be read any more was not replaced`() async throws {
    try ledger.write(Self.lines[0], to: "a.log")
    let plan = await ReadingPlan(try ledger.sources(), Journal(), ledger.rules, jobs: 1)
    try ledger.remove("a.log")
    let error = await #expect(throws: LedgerError.self) {
      _ = try await NewArchives(plan, horizon: nil, ledger.context, nil)
    }
    #expect(error?.cause == .inputOutput)
    #expect(error?.message.contains("a.log: cannot be opened: No such file or directory") == true)
  }

  /// A value over several lines that is cut shows lines of its own, which go when it is whole.
  @Test func `what was made of a cut is made anew`() async throws {
    let message = TestMessage("2026-11-20T10:00:00Z", 1)
    let inner = message.event("message-sent", after: 2)
    let text =
      "{\"Records\":\n[\(inner),\n\(Self.lines[3].dropLast().split(separator: "\n")[0])]\n}\n"
    for count in [text.count - 4, text.count - 3, text.count] {
      try ledger.write(
        String(text.prefix(count)) + (count == text.count ? Self.lines[4] : ""), to: "a.log")
      try await ledger.add()
      try await ledger.expectSame()
      try await ledger.expectWhole()
      #expect(try ledger.journal.runs.contains { $0.tailOf != nil } == (count < text.count - 2))
    }
    try ledger.write(Self.lines[5], to: "b.log")
    try await ledger.add()
    try await ledger.expectSame()
  }

  /// An event that is told of only as long as the value around it has no end, for inside of an event
  /// none is sought; and that value.
  private static func cut(
    _ outer: TestMessage, around inner: TestMessage
  ) -> (cut: String, whole: String) {
    let cut =
      outer.event("message-sent", after: 1).dropLast(2) + ",\"inner\":\n"
      + inner.event("message-sent", after: 2)
    return (String(cut), "\(cut)}\n")
  }

  @Test func `an hour of which a cut told wrongly is not counted as it was`() async throws {
    let inner = TestMessage("2026-11-21T10:00:00Z", 2)
    let (cut, whole) = Self.cut(TestMessage("2026-11-20T10:00:00Z", 1), around: inner)
    try ledger.write(cut, to: "a.log")
    // In the hour of what will be gone.
    try ledger.write(
      TestMessage("2026-11-21T10:10:00Z", 3).event("message-sent", after: 1), to: "b.log")
    try await ledger.add()
    try await ledger.expectSame()
    try ledger.write(whole, to: "a.log")
    var parameters = TestLedger.all
    parameters.until = inner.created
    let expected = try await ledger.expected(parameters)
    #expect(try await ledger.report(parameters, withFolder: true) == expected)
    try await ledger.add()
    try await ledger.expectSame(parameters)
  }

  @Test func `what was made of a cut is joined with nothing, as it may go`() async throws {
    let (cut, whole) = Self.cut(
      TestMessage("2026-11-20T10:00:00Z", 1), around: TestMessage("2026-11-20T10:30:00Z", 2))
    try ledger.write(cut, to: "a.log")
    for count in 2...3 {
      try ledger.write(Self.lines[count], to: "\(count).log")
      try await ledger.add()
    }
    _ = try await ledger.care.compact()
    try await ledger.expectSame()
    try ledger.write(whole, to: "a.log")
    try await ledger.add()
    try await ledger.expectSame()
    try await ledger.expectWhole()
  }

  @Test(arguments: [false, true])
  func `what a cut told of forgotten days goes when it is whole`(isKnown: Bool) async throws {
    let (cut, whole) = Self.cut(
      TestMessage("2026-11-20T10:00:00Z", 1), around: TestMessage("2026-11-18T10:00:00Z", 2))
    try ledger.write(Self.lines[3], to: "b.log")
    if isKnown { try ledger.write(cut, to: "a.log") }
    try await ledger.add()
    let care = ledger.care
    _ = try await care.forget(before: #require(HomeDay("2026-11-19")))
    if !isKnown { try ledger.write(cut, to: "a.log") }
    try await ledger.add()
    #expect(try ledger.journal.forgottenEvents == 1)
    try ledger.write(whole, to: "a.log")
    let expected = try await ledger.expected()
    #expect(try await ledger.report(withFolder: true) == expected)
    try await ledger.add()
    #expect(try ledger.journal.forgottenEvents == 0)
    try await ledger.expectSame()
    try await ledger.expectWhole()
  }
}
