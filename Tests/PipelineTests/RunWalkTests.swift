import Lifecycles
import Runs
import TestSupport
import Testing

@testable import Pipeline

@Suite struct RunWalkTests {
  private static let runCount = 8
  private static let messagesPerRun = 200
  private static let textLimit = 8000

  /// Texts of two kilobytes each that occur once.
  private func tag(_ run: Int, _ number: Int) -> String {
    String(repeating: "\(run).\(number) ", count: 2000 / "\(run).\(number) ".count)
  }

  private func run(_ number: Int, in runs: LifecycleRuns) throws(RunError) -> Run {
    var recorder = LifecycleRecorder()
    for message in 0..<Self.messagesPerRun {
      recorder.record(
        body: """
          {"type":"message-sent","to":"+19195550104",\
          "message":{"id":"\(number).\(message)","tag":"\(tag(number, message))"}}
          """)
    }
    return try runs.run(of: recorder)
  }

  /// Texts of the blocks that are open take more than the limit by themselves.
  @Test func `texts that are still needed are not sorted out behind every message`() throws {
    let scratch = try Scratch()
    let made = LifecycleRuns(in: scratch.runFolder, MemoryBudget(share: 4_000_000, jobs: 1))
    let runs = try (0..<Self.runCount).map { number throws(RunError) in try run(number, in: made) }
    var walk = RunWalk(textLimit: Self.textLimit)
    var (tags, renewals, beyondLimit): ([String: String], Int, Int) = ([:], 0, 0)
    for partition in 0..<LifecycleJoin.partitionCount {
      try walk.forEachMessage(in: runs.sources(section: partition)) {
        decoder, isLastOfPool throws(RunError) in
        decoder.finishUndecided()
        let message = decoder.message
        tags[text(message.id)] = text(decoder.pool[message.facts.tag])
        if decoder.pool.byteCount > Self.textLimit { beyondLimit += 1 }
        if isLastOfPool { renewals += 1 }
      }
    }
    #expect(tags.count == Self.runCount * Self.messagesPerRun)
    for run in 0..<Self.runCount {
      for number in 0..<Self.messagesPerRun {
        #expect(tags["\(run).\(number)"] == tag(run, number))
      }
    }
    #expect(beyondLimit > tags.count * 3 / 4)
    #expect((1..<tags.count / 3).contains(renewals), "\(renewals)")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
