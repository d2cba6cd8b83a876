import Oracle
import Primitives
import Reports
import Testing

/// Agreement on reports that are divided in every way.
@Suite struct SlicingTests {
  /// Draws what is asked, on top of what the seed asks for otherwise.
  static func options(_ seed: UInt64, _ corpus: RandomCorpus) -> OracleOptions {
    var generator = SeededGenerator(seed: seed)
    var options = RandomTests.options(seed)
    let count = [0, 1, 1, 2, 3, 14].randomElement(using: &generator) ?? 0
    options.by = Dimension.allCases.shuffled(using: &generator).prefix(count).map(\.rawValue)
    return options
  }

  @Test(arguments: 101...120 as ClosedRange<UInt64>)
  func programAndOracleAgree(seed: UInt64) async throws {
    let corpus = RandomCorpus(seed: seed, messageCount: 60, wraps: seed.isMultiple(of: 9))
    try await expectAgreement(
      corpus.archives.map(\.text), Question(Self.options(seed, corpus), spills: seed % 3 == 0))
  }
}
