/// All events of one message id, and the facts that they state together.
///
/// Computed on the spot: each property says its definition once more and nothing else.
struct OracleMessage {
  var id: Bytes
  var events: [OracleEvent]
  /// ``creation`` is asked for often enough to be remembered.
  let creation: Int64?

  init(id: Bytes, events: [OracleEvent]) {
    self.id = id
    self.events = events
    creation =
      events.compactMap(\.messageTime).min() ?? Self.epochPrefix(of: id)
      ?? events.compactMap(\.time).min()
  }

  var application: Bytes? { events.compactMap(\.application).max(by: precedes) }
  var sender: Bytes? { events.compactMap(\.sender).max(by: precedes) }
  var tag: Bytes? { events.compactMap(\.tag).max(by: precedes) }
  var priority: Bytes? { events.compactMap(\.priority).max(by: precedes) }
  var channel: Bytes? { events.compactMap(\.channel).max(by: precedes) }
  var segmentCount: Int64? { events.compactMap(\.segmentCount).max() }
  var mediaCount: Int { events.map(\.mediaCount).max() ?? 0 }

  /// The largest number of distinct recipients, `nil` when none was ever listed.
  var groupSize: Int? {
    events.map(\.recipientSet.count).filter { $0 > 0 }.max()
  }

  /// The text of an inbound message.
  ///
  /// Where the events of one message disagree, which text counts is nobody's business but the
  /// product's: it goes by a hash. The corpus never lets them disagree.
  var inboundText: Bytes? { events.compactMap(\.inboundText).max(by: precedes) }

  /// The recipients of an inbound message, with the same reservation.
  var inboundRecipientSet: [Bytes] {
    events.filter { $0.direction == .inbound }.map(\.recipientSet)
      .max { $0.lexicographicallyPrecedes($1, by: precedes) } ?? []
  }

  /// `rbm`, `group`, `mms` or `sms`.
  var kind: String {
    if channel == Array("RBM".utf8) { return "rbm" }
    if let groupSize, groupSize > 1 { return "group" }
    if channel == Array("MMS".utf8) || mediaCount > 0 { return "mms" }
    return "sms"
  }

  /// `nil` when it cannot be known.
  var receiptWait: Int64? { creation.map(Oracle.receiptWait(createdAt:)) }

  /// The milliseconds in front of an id of 13 digits and 16 characters of base 32.
  private static func epochPrefix(of id: Bytes) -> Int64? {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    guard id.count == 29, isAllDigits(id.prefix(13)), id.dropFirst(13).allSatisfy(alphabet.contains)
    else { return nil }
    return Int64(String(decoding: id.prefix(13), as: UTF8.self))
  }
}

/// How long Bandwidth waits for a receipt.
func receiptWait(createdAt creation: Int64) -> Int64 {
  // 2026-07-06T00:00:00Z.
  creation < 1_783_296_000_000 ? 2 * hour : 73 * hour
}

/// What a message meant for one recipient has come to.
struct OracleLifecycle: OracleItem {
  let message: OracleMessage
  /// Empty when unknown.
  let recipient: Bytes
  /// The events of this recipient, duplicates included.
  let events: [OracleEvent]

  init(message: OracleMessage, recipient: Bytes) {
    self.message = message
    self.recipient = recipient
    events = message.events.filter { $0.recipient == recipient }
  }

  var direction: OracleDirection {
    if events.contains(where: { $0.direction == .outbound }) { return .outbound }
    if events.contains(where: { $0.direction == .inbound }) { return .inbound }
    return .unknown
  }

  /// The earliest event of any of the types: one without a time last, ties by the smaller error
  /// code, a missing one last.
  func earliest(_ types: String...) -> OracleEvent? {
    events.filter { types.contains(String(decoding: $0.type, as: UTF8.self)) }.min { left, right in
      let (leftTime, rightTime) = (left.time ?? .max, right.time ?? .max)
      if leftTime != rightTime { return leftTime < rightTime }
      guard let leftCode = left.errorCode else { return false }
      return right.errorCode.map { leftCode < $0 } ?? true
    }
  }

  var firstFailed: OracleEvent? {
    earliest("message-failed", "message-rejected-forbidden-country")
  }

  var firstDelivered: OracleEvent? { earliest("message-delivered") }

  var isRead: Bool { earliest("message-read") != nil }

  /// Milliseconds from creation to the first delivery; `nil` where either is unknown.
  var latency: Int64? {
    guard let creation = message.creation, let delivery = firstDelivered?.time else { return nil }
    return max(0, delivery - creation)
  }
}

enum OracleOutcome: Equatable {
  case contradictory, failed, handedOff, delivered, inFlight
}

extension OracleLifecycle {
  /// The outcome of an outbound lifecycle, seen from the end of the coverage.
  func outcome(coverageEnd: Int64?, mmsReceipts: String) -> OracleOutcome {
    let isDelivered = firstDelivered != nil
    let isFailed = firstFailed != nil
    if isDelivered && isFailed { return .contradictory }
    if isFailed { return .failed }
    if isDelivered {
      let hasReceipts =
        switch mmsReceipts {
        case "on": true
        case "off": false
        default: earliest("message-sending", "message-sent") != nil
        }
      return ["mms", "group"].contains(message.kind) && !hasReceipts ? .handedOff : .delivered
    }
    // Nothing says that the wait is over for a message created nobody knows when, nor in archives
    // that cover nobody knows what.
    guard let creation = message.creation, let receiptWait = message.receiptWait, let coverageEnd
    else { return .inFlight }
    return coverageEnd < creation + receiptWait + day ? .inFlight : .handedOff
  }
}
