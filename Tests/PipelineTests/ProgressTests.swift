import Archives
import Callbacks
import Glibc
import Lifecycles
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

struct ProgressTests {
  private let scratch: Scratch
  private let sources: [ArchiveSource]
  /// The bytes of all archives as stored.
  private let size: Int64

  init() async throws {
    scratch = try Scratch()
    var size = 0
    for (number, lines) in try await Corpus(seed: 11).archives.prefix(5).enumerated() {
      let file = Reporting.Layout.allCases[number % 3].file(lines)
      try scratch.write(file, to: "logs/\(number).log")
      size += file.count
    }
    // Damage is read behind, too; and an archive without a byte has a size.
    try scratch.write(
      [0x28, 0xB5, 0x2F, 0xFD] + Array(repeating: 7, count: 500_000), to: "logs/a.gz")
    try scratch.write([], to: "logs/b.log")
    self.size = Int64(size + 500_004)
    sources = try Discovery.archives(in: [scratch.path("logs")])
  }

  @Test(arguments: [1, 3, 8])
  func `every stored byte is told of`(jobs: Int) async throws {
    let progress = PassProgress()
    let pass = CheckPass(
      now: Corpus.now, jobs: jobs, ReadingRules(), temporaryFolder: scratch.runFolder)
    _ = try await pass.run(sources, progress)
    #expect(progress.state.phase == .reading)
    #expect(progress.state.whole == size)
    #expect(progress.state.done == size)
  }

  @Test(arguments: [100_000_000, 20_000])
  func `every part is told of`(share: Int) async throws {
    let progress = PassProgress()
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: share, jobs: 2), temporaryFolder: scratch.runFolder)
    let result = try await ReportPass(ReportParameters(reports: [.delivery]), context)
      .run(sources, progress)
    #expect((result.spilledRunCount > 0) == (share < 1_000_000))
    #expect(progress.state.phase == .counting)
    #expect(progress.state.whole == Int64(LifecycleJoin.partitionCount))
    #expect(progress.state.done == progress.state.whole)
  }

  /// Archives that hold what is sought are searched in part, and then read whole.
  @Test(arguments: [1, 3])
  func `a trace tells of every stored byte once`(jobs: Int) async throws {
    let (id, number) = try await tracedMessage()
    let progress = PassProgress()
    let context = PassContext(
      now: Corpus.now, MemoryBudget(share: 100_000_000, jobs: jobs),
      temporaryFolder: scratch.runFolder)
    var parameters = ReportParameters(reports: [])
    // Nothing is read again for how far the archives go.
    parameters.asOf = Corpus.now
    let pass = TracePass(parameters, context, progress)
    #expect(try await pass.message(id, in: sources).trace != nil)
    #expect(progress.state.phase == .reading)
    #expect(progress.state.whole == size)
    #expect(progress.state.done == size)
    let found = try await pass.messages(of: number, limit: 1, in: sources)
    #expect(found.trace != nil)
    #expect(progress.state.phase == .counting)
    #expect(progress.state.done == Int64(LifecycleJoin.partitionCount))
  }

  /// The id and the sender of a message in the archives.
  private func tracedMessage() async throws -> (id: [UInt8], number: [UInt8]) {
    let line = try #require(try await Corpus(seed: 11).archives.first?.first)
    let text = String(decoding: line, as: UTF8.self)
    let id = try #require(text.firstMatch(of: #/"id":"([^"]+)"/#))
    let sender = try #require(text.firstMatch(of: #/"from":"([^"]+)"/#))
    return (Array(id.output.1.utf8), Array(sender.output.1.utf8))
  }

  @Test func `what may bring any number has no size`() throws {
    #expect(sources.byteCount == size)
    #expect((sources + [.standardInput]).byteCount == nil)
    let pipe = scratch.path("pipe")
    // SAFETY: the string lives until the call returns.
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let found = try Discovery.archives(in: [scratch.path("logs"), pipe])
    #expect(found.count == sources.count + 1)
    #expect(found.byteCount == nil)
  }
}
