import Callbacks
import Lifecycles
import Primitives
import Runs
import TestSupport
import Testing

@testable import Pipeline

/// Texts whose length a sender chooses must not decide how much memory is taken.
@Suite struct LongTextTests {
  @Test func `runs of long texts are few`() throws {
    let scratch = try Scratch()
    let budget = MemoryBudget(share: 1_000_000, jobs: 1)
    let runs = LifecycleRuns(in: scratch.runFolder, budget)
    for number in 0..<40 {
      var recorder = LifecycleRecorder()
      let tag = String(repeating: "\(number) ", count: 30_000)
      let body =
        #"{"type":"message-sent","message":{"id":"m\#(number)","tag":"\#(tag)"},"to":"+19195550101"}"#
      recorder.record(body: body)
      try runs.spill(&recorder)
      let all = runs.all
      #expect(all.count <= 2 || all.bufferByteCount <= budget.runBytes, "after \(number)")
    }
    #expect(runs.spilledCount == 40)
    // Nothing was lost on the way.
    #expect(runs.all.reduce(0) { $0 + $1.recordCount } == 40)
  }

  @Test func `runs of short texts are many`() throws {
    let scratch = try Scratch()
    let runs = LifecycleRuns(in: scratch.runFolder, MemoryBudget(share: 4_000_000, jobs: 1))
    for number in 0..<12 {
      var recorder = LifecycleRecorder()
      recorder.record(
        body: #"{"type":"message-sent","message":{"id":"m\#(number)"},"to":"+19195550101"}"#)
      try runs.spill(&recorder)
    }
    #expect(runs.all.count == 12)
  }
}

extension LifecycleRecorder {
  mutating func record(body: String) {
    var reader = ValueReader()
    _ = reader.read(Array(body.utf8).span, isLast: true) { batch, range, source, _ in
      for event in batch.events[range] { record(event, batch, source, arrival: event.time) }
    }
  }
}
