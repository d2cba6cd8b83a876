import Callbacks
import Lifecycles
import Runs
import TestSupport
import Testing

@testable import Pipeline

/// A message whose recipients are more than a small memory holds.
@Suite struct ManyRecipientsTests {
  private static let spillCount = 32
  private static let recipientsPerSpill = 20

  private func recorder(of spill: Int) -> LifecycleRecorder {
    var recorder = LifecycleRecorder()
    for number in 0..<Self.recipientsPerSpill {
      let recipient = String(repeating: "\(spill)-\(number) ", count: 2000)
      recorder.record(
        body: #"{"type":"message-sent","message":{"id":"m"},"to":"\#(recipient)"}"#)
    }
    return recorder
  }

  @Test func `what is spilled of one message is written again a few times`() throws {
    let scratch = try Scratch()
    // A record of one spill already takes more than half of what runs may.
    let budget = MemoryBudget(share: 1_000_000, jobs: 1)
    let runs = LifecycleRuns(in: scratch.runFolder, budget)
    var sizes: [Int] = []
    var writtenBytes = 0
    for spill in 0..<Self.spillCount {
      var recorder = recorder(of: spill)
      try runs.spill(&recorder)
      var written = runs.all.map(\.greatestBufferByteCount)
      for size in sizes { written.firstIndex(of: size).map { _ = written.remove(at: $0) } }
      writtenBytes += written.reduce(0, +)
      sizes = runs.all.map(\.greatestBufferByteCount)
      #expect(sizes.max() ?? 0 > budget.runBytes / 2)
    }
    #expect(runs.all.count < 8)
    #expect(writtenBytes < 6 * runs.all.bufferByteCount)
    var walk = RunWalk(textLimit: budget.textBytes)
    var recipientCount = 0
    for partition in 0..<LifecycleJoin.partitionCount {
      try walk.forEachMessage(in: runs.all.sources(section: partition)) {
        decoder, _ throws(RunError) in
        decoder.finishUndecided()
        recipientCount += decoder.message.lifecycles.count
      }
    }
    #expect(recipientCount == Self.spillCount * Self.recipientsPerSpill)
  }
}
