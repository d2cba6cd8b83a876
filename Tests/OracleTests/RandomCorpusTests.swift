import Oracle
import Testing

struct RandomCorpusTests {
  static let options = OracleOptions(now: RandomCorpus.now)

  @Test func `the same seed gives the same bytes, another one others`() {
    func corpus(_ seed: UInt64) -> [[UInt8]] {
      RandomCorpus(seed: seed, messageCount: 20).archives.map(\.text)
    }
    #expect(corpus(7) == corpus(7))
    #expect(corpus(7) != corpus(8))
  }

  @Test(arguments: 0..<25)
  func `the books balance`(seed: UInt64) {
    let corpus = RandomCorpus(seed: seed, messageCount: 40)
    let (reports, accounting, _) = oracleReports(archives: corpus.archives, options: Self.options)
    func count(_ name: String) -> Int64 { accounting[name] ?? -1 }
    func total(_ column: String, _ report: String) -> Int64 { sum(column, of: reports[report]) }
    #expect(Set(corpus.archives.map(\.name)).count == corpus.archives.count)
    #expect(count("values") == count("callbacks") + count("foreign") + count("malformed"))
    #expect(count("events") == count("unique_events") + count("duplicates"))
    #expect(count("events") == total("events", "redelivery"))
    #expect(count("unique_events") == total("unique", "redelivery"))
    for (column, member) in [
      ("bytes", "bytes"), ("lines", "lines"), ("events", "events"), ("malformed", "malformed"),
      ("foreign", "foreign"), ("unknown_types", "unknown_type_events"),
      ("recipient_unknown", "recipient_unknown"),
    ] {
      #expect(total(column, "quality") == count(member))
    }
    let outcomes = ["delivered", "handed_off", "failed", "contradictory", "in_flight"]
    #expect(outcomes.map { total($0, "delivery") }.reduce(0, +) == total("recipients", "delivery"))
    let kinds = ["sms", "mms", "group", "rbm"]
    #expect(kinds.map { total($0, "inbound") }.reduce(0, +) == total("messages", "inbound"))
    #expect(total("recipients", "delivery") + total("messages", "inbound") <= count("lifecycles"))
    #expect(
      total("failed", "delivery") + total("contradictory", "delivery")
        == total("recipients", "failures"))
  }

  @Test(arguments: 0..<25)
  func `no inbound message is left to a hash`(seed: UInt64) {
    let corpus = RandomCorpus(seed: seed, messageCount: 60)
    #expect(messagesLeftToAHash(in: corpus.archives).isEmpty)
  }

  @Test(arguments: 0..<10)
  func `the order of the archives changes nothing`(seed: UInt64) {
    let archives = RandomCorpus(seed: seed, messageCount: 40).archives
    let forward = oracleReports(archives: archives, options: Self.options)
    let backward = oracleReports(archives: archives.reversed(), options: Self.options)
    #expect(forward.reports == backward.reports)
    #expect(forward.accounting == backward.accounting)
  }

  @Test(arguments: 0..<10)
  func `only planted times are wild, only damaged archives are damaged`(seed: UInt64) {
    func coverageAndDamage(plants: Bool, damages: Bool, now: Int64) -> (Int64?, Int64?) {
      let corpus = RandomCorpus(
        seed: seed, messageCount: 60, plantsWildTimes: plants, isDamaged: damages)
      let (_, accounting, coverage) = oracleReports(
        archives: corpus.archives, options: OracleOptions(now: now))
      return (coverage.end, accounting["malformed"])
    }
    let centuriesLater = RandomCorpus.now * 5
    let calm = coverageAndDamage(plants: false, damages: false, now: RandomCorpus.now)
    #expect(calm.1 == 0)
    #expect(calm == coverageAndDamage(plants: false, damages: false, now: centuriesLater))
    let wild = coverageAndDamage(plants: true, damages: false, now: RandomCorpus.now)
    #expect(wild.0 != coverageAndDamage(plants: true, damages: false, now: centuriesLater).0)
    let damaged = coverageAndDamage(plants: false, damages: true, now: RandomCorpus.now)
    #expect(damaged.1 != 0)
  }

  /// What never occurs cannot be compared.
  @Test func `everything occurs`() {
    var totals: [String: Int64] = [:]
    for seed in 100..<120 as Range<UInt64> {
      let corpus = RandomCorpus(seed: seed, messageCount: 50)
      let (reports, accounting, _) = oracleReports(archives: corpus.archives, options: Self.options)
      for (name, report) in reports {
        for column in report.columns {
          totals["\(name) \(column)", default: 0] += sum(column, of: report)
        }
      }
      totals.merge(accounting, uniquingKeysWith: +)
      totals["repeated copies", default: 0] +=
        sum("received", of: reports["mms-group"])
        - sum("logical_messages", of: reports["mms-group"])
    }
    let textColumns = [
      "application", "archive", "billable", "detail", "direction", "event_type", "kind", "name",
      "reported_by", "retryable", "sample_message_id", "side", "status", "period_start",
      "compressed_bytes", "share", "duplicate_rate", "delivery_rate",
      "delivery_rate_without_expired",
    ]
    for (name, total) in totals
    where !textColumns.contains(name.split(separator: " ").last.map(String.init) ?? "") {
      #expect(total != 0, "\(name)")
    }
  }

  /// The sum of the cells that count something; a flag counts as one when it is set.
  private func sum(_ column: String, of report: OracleReport?) -> Int64 {
    guard let report, let index = report.columns.firstIndex(of: column) else { return 0 }
    return report.rows.reduce(0) { sum, row in
      switch row[index] {
      case .integer(let number), .percentile(let number), .time(let number), .delay(let number):
        sum + number
      case .boolean(let flag): sum + (flag ? 1 : 0)
      case .missing, .text, .rate: sum
      }
    }
  }
}
