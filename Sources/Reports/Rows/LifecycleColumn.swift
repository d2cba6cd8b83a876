internal import Callbacks
internal import Lifecycles

/// A column of the table of lifecycles.
///
/// Header, keys, the order of the fields and the page of column definitions all come from one list of
/// these. What is written is named rather than computed by a closure: there are millions of rows.
struct LifecycleColumn: Sendable {
  /// What stands in a column.
  enum Content: Sendable {
    case messageID, recipient, direction, kind, createdAt
    case application, sender, senderType, recipientArea, carrier, tag, channel, priority
    case groupSize, segmentCount, mediaCount, keyword
    case outcome, receiptExpired, errorCode, errorName, latency
    case events, duplicates, late, firstArrival, lastArrival
    case unknownTypes
    /// The time of the earliest event of a type.
    case time(EventType)
    /// How many events of a type there are.
    case count(EventType)
  }

  let name: String
  let unit: Unit
  /// One sentence that says what is counted and what is left out.
  let meaning: String
  let content: Content

  init(_ name: String, _ unit: Unit, _ meaning: String, _ content: Content) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.content = content
  }
}

extension LifecycleColumn {
  /// What one row stands for.
  static let grain = "One message at one recipient: a lifecycle."

  static let all = facts + outcome + events + types.flatMap(columns)

  /// All types, in the order of their columns: those of outbound messages as one goes through them,
  /// those of inbound ones behind, and the rest.
  ///
  /// Traces have another order, in which nothing precedes `received`; columns stay where they are.
  static let types: [EventType] = [
    .sending, .sent, .delivered, .failed, .rejectedForbiddenCountry, .read, .received,
    .suggestionResponse, .locationResponse, .unknown,
  ]

  /// What is known of the message and its recipient.
  private static let facts = [
    LifecycleColumn("message_id", .text, "The id of the message.", .messageID),
    of(.recipient, .recipient),
    of(.direction, .direction),
    of(.kind, .kind),
    LifecycleColumn(
      "created_at", .time,
      "When the message was created: its own time, else that in its id, else that of its first event.",
      .createdAt),
    of(.application, .application),
    of(.sender, .sender),
    of(.senderType, .senderType),
    of(.recipientArea, .recipientArea),
    of(.carrier, .carrier),
    of(.tag, .tag),
    of(.channel, .channel),
    of(.priority, .priority),
    of(.groupSize, .groupSize),
    of(.segmentCount, .segmentCount),
    LifecycleColumn(
      "media_count", .media, "Attachments of the message, without layouts and empty ones.",
      .mediaCount),
    LifecycleColumn(
      "keyword", .text, "What an inbound text asks for: `opt_out`, `opt_in` or `help`.", .keyword),
  ]

  /// What has become of it, as far as that is decided.
  private static let outcome = [
    LifecycleColumn(
      "outcome", .text,
      "`delivered`, `handed_off`, `failed`, `contradictory` or `in_flight`; only of outbound ones.",
      .outcome),
    LifecycleColumn(
      "receipt_expired", .trueOrFalse,
      "Whether the outcome is `failed` with code 9902; only of outbound ones.",
      .receiptExpired),
    of(.errorCode, .errorCode),
    LifecycleColumn("error_name", .text, "Name of the code in the catalogue.", .errorName),
    LifecycleColumn(
      "latency_ms", .milliseconds,
      "`created_at` to `delivered_at`, at least 0; only of outcome `delivered`.", .latency),
  ]

  /// What came, of all types.
  private static let events = [
    LifecycleColumn("events", .events, "Events of all types, duplicates included.", .events),
    LifecycleColumn(
      "duplicates", .events, "Those of `events` that had come before, by type.", .duplicates),
    LifecycleColumn(
      "late", .events, "Those of `events` that arrived over 1 h after their own time.", .late),
    LifecycleColumn("first_arrival_at", .time, "When the first event arrived.", .firstArrival),
    LifecycleColumn("last_arrival_at", .time, "When the last event arrived.", .lastArrival),
  ]

  /// A dimension, as reports are divided by.
  private static func of(_ dimension: Dimension, _ content: Content) -> LifecycleColumn {
    let unit: Unit =
      switch dimension {
      case .errorCode: .code
      case .groupSize: .recipients
      case .segmentCount: .segments
      default: .text
      }
    return LifecycleColumn(dimension.rawValue, unit, dimension.meaning, content)
  }

  /// Time and number of the events of a type.
  private static func columns(of type: EventType) -> [LifecycleColumn] {
    let name = type.columnName
    guard type != .unknown else {
      return [
        LifecycleColumn(
          "\(name)_events", .events, "Events of types that are not known.", .count(type)),
        LifecycleColumn(
          "\(name)_types", .text, "The names of those types, by bytes, with `;` between them.",
          .unknownTypes),
      ]
    }
    return [
      LifecycleColumn("\(name)_at", .time, "Time of the first `\(type.name)`.", .time(type)),
      LifecycleColumn(
        "\(name)_events", .events, "Events `\(type.name)`, duplicates included.", .count(type)),
    ]
  }
}

extension EventType {
  /// What the names of its columns begin with.
  fileprivate var columnName: String {
    switch self {
    case .received: "received"
    case .delivered: "delivered"
    case .failed: "failed"
    case .sending: "sending"
    case .sent: "sent"
    case .rejectedForbiddenCountry: "rejected"
    case .read: "read"
    case .suggestionResponse: "suggestion_response"
    case .locationResponse: "location_response"
    case .unknown: "unknown"
    }
  }
}
