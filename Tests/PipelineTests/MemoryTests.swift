import Primitives
import Testing

@testable import Pipeline

@Suite struct MemoryTests {
  @Test func theStandardIsWithinItsBounds() {
    #expect(MemoryLimit.standard >= MemoryBudget.least)
    #expect(MemoryLimit.standard.bytes <= 4_000_000_000)
  }

  @Test(arguments: [1, 2, 8, 64], [32_000_000, 64_000_000, 4_000_000_000] as [Int64])
  func sharesAddUp(jobs: Int, bytes: Int64) {
    let budget = MemoryBudget(ByteCount(bytes: bytes), jobs: jobs)
    #expect((1...jobs).contains(budget.jobs))
    let ofOne = budget.eventBytes
    #expect(Int64(ofOne * budget.jobs) <= bytes)
    // A worker has room for a slab of events at least.
    #expect(ofOne > 6_000_000)
    #expect(budget.runLimit >= 2)
  }
}
