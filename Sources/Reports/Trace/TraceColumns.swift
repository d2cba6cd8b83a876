internal import Callbacks
internal import Lifecycles
internal import Primitives

extension TracedEvent {
  static let grain = "The events of a message, by `waybill trace` with its id."

  static let columns: [Column<TracedEvent>] = [
    Column("time", .time, "When it happened.") { Value($0.time) },
    Column("type", .text, "The type after folding renamed ones.") { .text($0.shownType) },
    Column("recipient", .text, "Whom it is about.") { .text($0.recipient) },
    Column("error_code", .code, "Its error code.") { Value($0.errorCode) },
    Column("error_name", .text, "As the catalogue has it.") { ErrorCode.shownName($0.errorCode) },
    Column("carrier", .text, "The carrier that it names.") { .text($0.carrier) },
    Column("arrival", .time, "When the receiver got it.") { Value($0.arrival) },
    Column(
      "arrival_recorded", .trueOrFalse,
      "Whether the archive says so; else that is the latest event time so far in the archive."
    ) { .boolean($0.isArrivalRecorded) },
    Column(
      "duplicate", .trueOrFalse,
      "Whether an event of this type and recipient comes before it; the first is the one that counts."
    ) { .boolean($0.isDuplicate) },
    Column("archive", .text, "Where it was read.") { .text($0.archive) },
    Column("line", .lines, "The line on which its value begins.") {
      .integer(Int64($0.position.line))
    },
    Column("offset", .bytes, "Where its value begins in the decompressed archive.") {
      .integer(Int64($0.position.offset))
    },
  ]
}

extension RecipientTrace {
  static let grain = "The recipients of a message, by `waybill trace` with its id, in JSON."

  static let columns: [Column<RecipientTrace>] = [
    Column("recipient", .text, "Whom the message is for.") { .text($0.recipient) },
    Column("direction", .text, "`outbound` or `inbound`.") {
      $0.direction.map { Value($0.name) } ?? .missing
    },
    Column("outcome", .text, "As the delivery report counts it; of outbound messages only.") {
      $0.outcome.map { Value($0.name) } ?? .missing
    },
    Column("reason", .text, "Which rule decided it, in a word.") {
      $0.reason.map { Value($0.rawValue) } ?? .missing
    },
    Column("why", .text, "Which rule decided it, in a sentence.") { Value($0.why(.utc)) },
    Column("error_code", .code, "Of the earliest failed event.") { Value($0.failure?.code) },
    Column("error_name", .text, "As the catalogue has it.") {
      ErrorCode.shownName($0.failure?.code)
    },
    Column("delivered_at", .time, "Of the earliest delivered event.") { Value($0.deliveredAt) },
    Column("failed_at", .time, "Of the earliest failed event.") { Value($0.failure?.time) },
    Column(
      "latency_ms", .milliseconds, "From creation to delivery, of outcome `delivered`."
    ) { Value($0.latency) },
    Column("read", .trueOrFalse, "Whether a read event was seen.") { .boolean($0.isRead) },
    Column("carrier", .text, "The greatest that its events name.") { .text($0.carrier) },
    Column("events", .events, "All, duplicates included.") { .integer($0.eventCount) },
    Column("duplicates", .events, "Every further event of a type.") {
      .integer($0.duplicateCount)
    },
  ]
}

extension NumberedMessage {
  static let grain = """
    The messages of a number at one recipient each, by `waybill trace` with the number, the newest \
    first.
    """

  static let columns: [Column<NumberedMessage>] = [
    Column("created_at", .time, "When the message was created.") { Value($0.creation) },
    Column("message_id", .text, "Its id.") { .text($0.id) },
    Column("direction", .text, "`outbound` or `inbound`.") {
      $0.direction.map { Value($0.name) } ?? .missing
    },
    Column("role", .text, "What the number is: `sender` or `recipient`.") {
      Value($0.role.rawValue)
    },
    Column("other", .text, "The recipient, if the number is the sender; else the sender.") {
      .text($0.other)
    },
    Column("kind", .text, "`sms`, `mms`, `group` or `rbm`.") { Value($0.kind.name) },
    Column("outcome", .text, "As the delivery report counts it; of outbound messages only.") {
      $0.outcome.map { Value($0.name) } ?? .missing
    },
    Column("reason", .text, "Which rule decided it, in a word.") {
      $0.reason.map { Value($0.rawValue) } ?? .missing
    },
    Column("error_code", .code, "Of the earliest failed event.") { Value($0.errorCode) },
    Column("events", .events, "At this recipient, duplicates included.") {
      .integer($0.eventCount)
    },
    Column("duplicates", .events, "Every further event of a type.") {
      .integer($0.duplicateCount)
    },
  ]
}

extension ErrorCode {
  /// The name of a code, as far as the catalogue has it.
  static func shownName(_ code: Int64?) -> Value {
    code.flatMap(ErrorCode.known).map { Value($0.name) } ?? .missing
  }
}
