import Archives
import Lifecycles
import Pipeline
import Primitives
import Reports
import Runs
import SystemPackage
import TestSupport
import Testing

/// What spilling must not change.
struct SpillTests {
  private let ingest: Ingest
  private let join: LifecycleJoin
  private let parameters = ReportParameters(reports: ReportName.allCases)
  private let folder = RunFolder(FilePath("/tmp"))

  init() async throws {
    let corpus = try await Corpus(seed: 5)
    let scratch = try Scratch()
    var ingest = Ingest(now: Corpus.now)
    for (number, lines) in corpus.archives.enumerated() {
      try scratch.write(Reporting.Layout.plain.file(lines), to: "logs/\(number).log")
    }
    for source in try Discovery.archives(in: [scratch.path("logs")]) { try ingest.read(source) }
    self.ingest = ingest
    join = LifecycleJoin([ingest.recorder])
  }

  private func forEachMessage(
    _ body: (Message) throws(RunError) -> Void
  ) throws(RunError) {
    var failure: RunError?
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, parameters.rules(ingest.coverage)) { message in
        do throws(RunError) {
          try body(message)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  /// All reports as one document, counted by some workers that spill after every so many messages.
  private func json(workers: Int, spillEvery interval: Int) throws -> [UInt8] {
    var counts = (0..<workers).map { _ in ReportCounts(parameters) }
    var lifecycles = LifecycleCounts.identity
    var number = 0
    try forEachMessage { message throws(RunError) in
      let worker = number % workers
      lifecycles.count(message)
      counts[worker].count(message, join.pool)
      number += 1
      if number % interval < workers { try counts[worker].spill(join.pool, to: folder) }
    }
    var sealed = counts.removeFirst().sealed(join.pool)
    for other in counts { sealed.merge(other.sealed(join.pool)) }
    try sealed.limitRuns(in: folder)
    return try ReportSet(parameters, ingest.archives.inOrder, lifecycles, ingest.coverage, sealed)
      .json
  }

  @Test func `spilling does not show`() throws {
    let expected = try json(workers: 1, spillEvery: .max)
    var messageCount = 0
    try forEachMessage { _ in messageCount += 1 }
    #expect(messageCount > 300)
    for interval in [1, 2, 7, 50, 1000] {
      // A comparison that fails must not print two documents.
      let isSame = try json(workers: 1, spillEvery: interval) == expected
      #expect(isSame, "after every \(interval) messages")
    }
    for workers in [2, 3, 9] {
      let isSame = try json(workers: workers, spillEvery: 10 * workers) == expected
      #expect(isSame, "\(workers) workers")
    }
  }

  @Test func `counts say what they take, and nothing after a spill`() throws {
    var counts = ReportCounts(parameters)
    #expect(counts.byteCount == 0)
    var last = 0
    try forEachMessage { message in
      counts.count(message, join.pool)
      #expect(counts.byteCount >= last)
      last = counts.byteCount
    }
    #expect(last > 1000)
    try counts.spill(join.pool, to: folder)
    #expect(counts.byteCount == 0)
  }

  @Test func `a folder that cannot be written to is an error`() {
    var counts = ReportCounts(parameters)
    #expect(throws: RunError.self) {
      try counts.spill(join.pool, to: RunFolder(FilePath("/nowhere")))
    }
  }
}
