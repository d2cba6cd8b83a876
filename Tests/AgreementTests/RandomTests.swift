import Oracle
import TestSupport
import Testing

/// Agreement on archives that hold every variant, neighbour and damage there is.
@Suite struct RandomTests {
  /// Random, like everything else in the corpus.
  static func options(_ seed: UInt64) -> OracleOptions {
    let now = RandomCorpus.now
    return switch seed % 6 {
    case 0: OracleOptions(now: now)
    case 1: OracleOptions(now: now, bucket: "none", mmsReceipts: "on")
    case 2: OracleOptions(now: now, bucket: "1d", timezone: "America/New_York", mmsReceipts: "off")
    case 3: OracleOptions(now: now, bucket: "5m", timezone: "Australia/Lord_Howe")
    case 4: OracleOptions(now: now, since: now - 200 * 86_400_000, bucket: "1h")
    default: OracleOptions(now: now, until: now - 100 * 86_400_000, asOf: now - 90 * 86_400_000)
    }
  }

  @Test(arguments: Trials.seeds(1...60, few: 18))
  func `program and oracle agree`(seed: UInt64) async throws {
    let corpus = RandomCorpus(
      seed: seed, messageCount: 60, plantsWildTimes: seed % 7 == 0, isDamaged: seed % 3 != 0,
      wraps: seed % 5 < 3)
    try await expectAgreement(
      corpus.archives.map(\.text), Question(Self.options(seed), spills: seed % 4 == 0))
  }
}
