internal import Callbacks
internal import Lifecycles
internal import Primitives

/// Outcomes and what decided them, in words.
extension RecipientTrace {
  /// The outcome, as people say it; of what has none the direction.
  var shownOutcome: String {
    guard let outcome else { return direction.map { "\($0.name)" } ?? "direction unknown" }
    return "\(outcome.name)".replacing("_", with: " ")
  }

  /// Why the outcome is what it is, with times as the walls of a zone show them.
  func why(_ zone: Zone) -> String {
    guard let reason else {
      return direction == .inbound
        ? "it came in, and so has no outcome"
        : "no event says which way the message went, and so it has no outcome"
    }
    return switch reason {
    case .deliveredAndFailed: "both delivered and failed were seen"
    case .failed: whyFailed
    case .delivered: "delivered was seen, and it is \(kindWithArticle)"
    case .deliveredWithReceipts:
      """
      delivered was seen, it is \(kindWithArticle), and message-sending or message-sent shows that \
      receipts for MMS are on
      """
    case .deliveredWithoutReceipts:
      """
      delivered was seen, it is \(kindWithArticle), and nothing shows that receipts for MMS are on
      """
    case .deliveredReceiptsOn:
      "delivered was seen, and --mms-receipts says that receipts for MMS are on"
    case .deliveredReceiptsOff:
      """
      delivered was seen, it is \(kindWithArticle), and --mms-receipts says that receipts for MMS \
      are off
      """
    case .waitOver:
      """
      neither delivered nor failed was seen; both could come until \(shown(waitEnd, zone)), and \
      \(isAsOf ? "--as-of is not before that" : "the archives go on to that time or beyond")
      """
    case .waiting:
      """
      neither delivered nor failed was seen; both can come until \(shown(waitEnd, zone)), and \
      \(isAsOf ? "--as-of is" : "the archives end at") \(shown(coverageEnd, zone))
      """
    case .creationUnknown:
      "neither delivered nor failed was seen, and nothing says when the message was created"
    case .coverageUnknown:
      "neither delivered nor failed was seen, and the archives tell of no time"
    }
  }

  private var whyFailed: String {
    if isForbiddenCountry {
      return "message-rejected-forbidden-country was seen, which has no error code"
    }
    if isReceiptExpired {
      return
        "failed was seen; its code 9902 says that no receipt came in time, not that it was lost"
    }
    return "failed was seen"
  }

  private var kindWithArticle: String {
    switch kind {
    case .sms: "an SMS"
    case .mms: "an MMS"
    case .group: "a group message, which is an MMS"
    case .rbm: "RBM"
    }
  }

  private func shown(_ instant: Timestamp?, _ zone: Zone) -> String {
    instant.map { zone.text($0) } ?? "an unknown time"
  }
}
