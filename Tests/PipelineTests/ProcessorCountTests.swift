import Testing

@testable import Pipeline

@Suite struct ProcessorCountTests {
  @Test(
    arguments: [
      ("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2),
      ("Cpus_allowed:\tff,ffffffff\n", 40), ("Cpus_allowed:\t00000000,00000004", 1),
      ("Cpus_allowed:\t0", nil), ("nothing", nil),
    ] as [(String, Int?)])
  func `reads the mask`(status: String, count: Int?) {
    #expect(ProcessorCount.allowed(status) == count)
  }

  @Test func `there is at least one`() {
    #expect(ProcessorCount.available >= 1)
  }
}
