import Oracle
import Testing

/// Corpora whose bodies are wrapped.
struct WrappedCorpusTests {
  private func corpus(_ seed: UInt64, isDamaged: Bool = true) -> RandomCorpus {
    RandomCorpus(seed: seed, messageCount: 40, isDamaged: isDamaged, wraps: true)
  }

  @Test func `the same seed gives the same bytes, another one others`() {
    #expect(corpus(7).archives.map(\.text) == corpus(7).archives.map(\.text))
    #expect(corpus(7).archives.map(\.text) != corpus(8).archives.map(\.text))
  }

  @Test func `nothing is wrapped unless asked for`() {
    let plain = RandomCorpus(seed: 7, messageCount: 40).archives.flatMap(\.text)
    let text = String(decoding: plain, as: UTF8.self)
    for word in ["isBase64Encoded", "logEvents", "time_iso8601", "NewImage", "stdout"] {
      #expect(!text.contains(word))
    }
  }

  @Test(arguments: 0..<10)
  func `no inbound message is left to a hash`(seed: UInt64) {
    #expect(messagesLeftToAHash(in: corpus(seed).archives).isEmpty)
  }

  @Test(arguments: 0..<6)
  func `only damaged archives are damaged, and most of what is wrapped is found`(seed: UInt64) {
    func events(_ wraps: Bool) -> Int64 {
      let corpus = RandomCorpus(seed: seed, messageCount: 60, isDamaged: false, wraps: wraps)
      let (_, accounting, coverage) = oracleReports(
        archives: corpus.archives, options: OracleOptions(now: RandomCorpus.now))
      let centuriesLater = oracleReports(
        archives: corpus.archives, options: OracleOptions(now: RandomCorpus.now * 5))
      #expect(accounting["malformed"] == 0)
      #expect(coverage.end == centuriesLater.coverage.end)
      return accounting["events"] ?? 0
    }
    #expect(events(true) * 2 > events(false))
  }

  /// What never occurs cannot be compared.
  @Test func `every way to archive a callback occurs`() {
    let archives = (100..<116 as Range<UInt64>).flatMap { corpus($0).archives }
    let text = String(decoding: archives.flatMap(\.text), as: UTF8.self)
    for word in [
      "_json", "requestContext", "timeEpoch", "requestTimeEpoch", "elb", "isBase64Encoded",
      "SentTimestamp", "aws:sns", "TopicArn", "detail-type", "logEvents", "awslogs", "kinesis",
      "invocationId", "time_iso8601", "msec", "request_body", "source_type", "@version",
      "stream", "req", "webhook_id", "eventType", "event_type", "attributes", "_id", "processed",
      "$oid", "$numberInt", "$numberLong", "$numberDouble", "$date", "Item", "NewImage", "hidden",
      "receivedAt", "ingested_at", "created_at", "ts", " stdout F ", " stderr P ", "H4sI",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }
}
