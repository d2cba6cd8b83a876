internal import Callbacks
internal import Lifecycles
internal import Primitives

/// What rows can be told apart by.
public enum Dimension: String, CaseIterable, Sendable {
  case application, sender
  case senderType = "sender_type"
  case recipient
  case recipientArea = "recipient_area"
  case carrier, tag, kind, channel, priority, direction
  case errorCode = "error_code"
  case groupSize = "group_size"
  case segmentCount = "segment_count"

  /// One sentence for the column pages.
  var meaning: String {
    switch self {
    case .application: "The application the message was sent with."
    case .sender: "Who sent the message."
    case .senderType: "`toll_free`, `short_code`, `alphanumeric` or `long_code`."
    case .recipient: "Whom the lifecycle is about."
    case .recipientArea: "Area code of a North American recipient, else its country code."
    case .carrier: "The recipient's carrier."
    case .tag: "The sender's own label."
    case .kind: "`sms`, `mms`, `group` or `rbm`."
    case .channel: "The channel as the callbacks name it."
    case .priority: "The priority as the callbacks name it."
    case .direction: "`inbound` or `outbound`."
    case .errorCode: "Code of the earliest failure."
    case .groupSize: "Distinct recipients of the message."
    case .segmentCount: "Segments of the message."
    }
  }
}

// A key is kept as one word, which names the same value for as long as the pool of texts lives.
// 0 is the missing value.

extension Dimension {
  /// The value of a lifecycle of a message, which goes by its number there.
  func word(_ message: Message, _ lifecycle: Int, _ pool: TextPool) -> UInt64 {
    switch self {
    case .application: UInt64(message.facts.application.number)
    case .sender: message.facts.sender.word
    case .senderType: SenderType(message.facts.sender, pool).map { UInt64($0.rawValue) + 1 } ?? 0
    case .recipient: message.lifecycles[lifecycle].recipient.word
    case .recipientArea: RecipientArea(message.lifecycles[lifecycle].recipient)?.word ?? 0
    case .carrier: UInt64(message.lifecycles[lifecycle].carrier.number)
    case .tag: UInt64(message.facts.tag.number)
    case .kind: UInt64(message.kind.rawValue) + 1
    case .channel: UInt64(message.facts.channel.number)
    case .priority: UInt64(message.facts.priority.number)
    case .direction: message.lifecycles[lifecycle].direction.map { UInt64($0.rawValue) + 1 } ?? 0
    case .errorCode: RowKey.word(message.lifecycles[lifecycle].failure?.code)
    case .groupSize: UInt64(message.facts.recipientCount)
    case .segmentCount: RowKey.word(message.facts.segmentCount.map(Int64.init))
    }
  }

  var form: KeyForm {
    switch self {
    case .errorCode, .groupSize, .segmentCount: .number
    default: .text
    }
  }

  /// Appends the value of a word, which is not missing, as it is written in a key.
  func appendKey(
    _ word: UInt64, _ pool: TextPool, _ redaction: Redaction?, to output: inout [UInt8]
  ) {
    switch self {
    case .application, .carrier, .tag, .channel, .priority:
      pool.with(TextID(number: UInt32(word))) { output.append(keyText: $0) }
    case .sender, .recipient:
      output.append(keyText: PackedText(word: word).shown(in: pool, redaction).span)
    case .senderType: output.append(keyName: SenderType(rawValue: UInt8(word - 1))?.name)
    case .recipientArea: RecipientArea(word: word).digits.with { output.append(keyText: $0) }
    case .kind: output.append(keyName: MessageKind(rawValue: UInt8(word - 1))?.name)
    case .direction: output.append(keyName: Direction(rawValue: UInt8(word - 1))?.name)
    case .errorCode, .segmentCount: output.append(keyNumber: RowKey.integer(word))
    case .groupSize: output.append(keyNumber: Int64(word))
    }
  }
}
