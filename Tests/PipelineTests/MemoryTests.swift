import Archives
import Callbacks
import Foundation
import Lifecycles
import Primitives
import Reports
import Runs
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

@Suite struct MemoryTests {
  @Test func `the standard is within its bounds`() {
    #expect(MemoryLimit.standard >= MemoryBudget.least)
    #expect(MemoryLimit.standard.bytes <= 4_000_000_000)
  }

  @Test(arguments: [1, 2, 8, 64], [32_000_000, 64_000_000, 4_000_000_000] as [Int64])
  func `shares add up`(jobs: Int, bytes: Int64) {
    let budget = MemoryBudget(ByteCount(bytes: bytes), jobs: jobs)
    #expect((1...jobs).contains(budget.jobs))
    let ofOne = budget.eventBytes
    #expect(Int64(ofOne * budget.jobs) <= bytes)
    // A worker has room for a slab of events at least.
    #expect(ofOne > 6_000_000)
    #expect(budget.runLimit >= 2)
  }

  /// Messages of as many senders and ids as there are.
  private func join(messageCount: Int) throws -> LifecycleJoin {
    let scratch = try Scratch()
    let lines = (0..<messageCount).map { number in
      TestMessage("2026-11-20T10:00:00Z", number).event(
        "message-sent", after: 1, to: "+1919555\(1000 + number)")
    }
    try scratch.write(lines.joined().utf8, to: "logs/a.log")
    var ingest = Ingest(now: Corpus.now)
    for source in try Discovery.archives(in: [scratch.path("logs")]) { try ingest.read(source) }
    return LifecycleJoin([ingest.recorder])
  }

  private static let rules = OutcomeRules(coverageEnd: nil, receipts: .auto)

  @Test func `cells that take more than their share are put elsewhere`() throws {
    let join = try join(messageCount: 1000)
    let scratch = try Scratch()
    let parameters = ReportParameters(reports: [.delivery], dimensions: [.recipient])
    var alone = ReportCounts(parameters)
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, Self.rules) { alone.count($0, join.pool) }
    }
    // The share of cells is a quarter.
    let share = 4 * (alone.byteCount + alone.byteCount / 2)
    for (share, sets, isFull) in [
      (100_000, [parameters], true), (share, [parameters], false),
      (share, [parameters, parameters], true),
    ] {
      var visitor = ReportVisitor(
        sets, MemoryBudget(share: share, jobs: 1), spillingTo: scratch.runFolder)
      var wasFull = false
      for partition in 0..<LifecycleJoin.partitionCount {
        join.forEachMessage(in: partition, Self.rules) { message in
          visitor.visit(message, join.pool, of: 0)
          if visitor.isFull() { wasFull = true }
        }
      }
      #expect(wasFull == isFull)
    }
  }

  @Test func `rows that take more than their share wait for their turn`() throws {
    let join = try join(messageCount: 1000)
    let written = Output()
    let output = OrderedOutput(partCount: 2) { written.append($0) }
    let visited = Atomic(0)
    let (half, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    // Rows of some hundred bytes each.
    let budget = MemoryBudget(share: 8 * 100_000, jobs: 1)
    Thread.detachNewThread {
      var visitor = RowVisitor(
        LifecycleWriter(ReportParameters(reports: []), .ndjson), budget, to: output)
      for partition in 0..<LifecycleJoin.partitionCount {
        join.forEachMessage(in: partition, Self.rules) { message in
          visitor.visit(message, join.pool, of: 1)
          if visited.add(1, ordering: .sequentiallyConsistent).newValue == 50 { half.signal() }
        }
      }
      visitor.end(1, isWhole: true)
      done.signal()
    }
    half.wait()
    #expect(done.wait(timeout: .now() + 0.5) == .timedOut)
    #expect(visited.load(ordering: .sequentiallyConsistent) < 1000)
    #expect(written.bytes.isEmpty)
    output.end(0)
    done.wait()
    #expect(written.bytes.split(separator: UInt8(ascii: "\n")).count == 1000)
  }
}
