import Archives
import Callbacks
import Lifecycles
import Primitives
import Reports

/// What was read from one archive, without a file.
struct ReadArchive {
  private var recorder = LifecycleRecorder()
  var account: ArchiveAccount

  init(_ text: String, name: String = "test") {
    self.init(bytes: Array(text.utf8), name: name)
  }

  init(bytes: [UInt8], name: String = "test") {
    var reader = ValueReader()
    var recorder = LifecycleRecorder()
    var count: Int64 = 0
    _ = reader.read(bytes.span, isLast: true) { batch, range, source, _ in
      for event in batch.events[range] {
        recorder.record(event, batch, source, arrival: event.stampedArrival ?? event.time)
        count += 1
      }
    }
    let summary = ArchiveSummary(
      status: .ok, compressedBytes: Int64(bytes.count), bytes: Int64(bytes.count), members: 0,
      checksum: 0, damage: nil)
    account = ArchiveAccount(
      source: ArchiveSource(name: Array(name.utf8), byteCount: Int64(bytes.count)),
      summary: summary, tally: reader.tally)
    account.events = count
    self.recorder = recorder
  }

  /// The messages in it, counted.
  var lifecycles: LifecycleCounts {
    var lifecycles = LifecycleCounts.identity
    forEachMessage(OutcomeRules(coverageEnd: nil, receipts: .auto)) { message, _ in
      lifecycles.count(message)
    }
    return lifecycles
  }

  func forEachMessage(_ rules: OutcomeRules, _ body: (Message, TextPool) -> Void) {
    let join = LifecycleJoin([recorder])
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, rules) { body($0, join.pool) }
    }
  }

  /// The reports on it.
  func reports(_ parameters: ReportParameters) throws(AccountingError) -> ReportSet {
    try reports(parameters, of: [account])
  }

  /// Everything counted by one worker.
  func counts(_ parameters: ReportParameters) -> SealedCounts {
    var counts = ReportCounts(parameters)
    forEachMessage(parameters.rules(Coverage())) { counts.count($0, $1) }
    return counts.sealed(LifecycleJoin([recorder]).pool)
  }

  /// The reports, when these archives are said to have been read.
  func reports(
    _ parameters: ReportParameters, of accounts: [ArchiveAccount]
  ) throws(AccountingError) -> ReportSet {
    try ReportSet(parameters, accounts.inOrder, lifecycles, Coverage(), counts(parameters))
  }

  /// An outbound event of one recipient.
  static func event(
    _ type: String, id: String, at time: String, application: String = "",
    fields: String = ""
  ) -> String {
    """
    {"type":"\(type)","time":"\(time)","to":"+19195550101"\(fields),"message":{"id":"\(id)",\
    "time":"\(time)","to":["+19195550101"],"applicationId":"\(application)","segmentCount":1}}

    """
  }
}
