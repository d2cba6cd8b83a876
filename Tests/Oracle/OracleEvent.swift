enum OracleDirection: Equatable {
  case inbound, outbound, unknown
}

/// One event with everything that some report needs.
struct OracleEvent {
  var messageID: Bytes
  /// After folding the spellings of one type; an unknown type as written.
  var type: Bytes
  var isOfUnknownType: Bool
  var direction: OracleDirection
  /// In normal form, empty when unknown.
  var recipient: Bytes
  var time: Int64?
  /// The arrival that is written in the event itself.
  var stamp: Int64?
  /// Set by the reader, who knows what came before.
  var arrival: Int64?
  var errorCode: Int64?

  var messageTime: Int64?
  var carrier: Bytes?
  var application: Bytes?
  var tag: Bytes?
  var priority: Bytes?
  var sender: Bytes?
  var channel: Bytes?
  var segmentCount: Int64?
  var mediaCount: Int
  /// The distinct entries of `message.to` in normal form, sorted by bytes.
  var recipientSet: [Bytes]
  /// Only of an inbound event.
  var inboundText: Bytes?
}

extension OracleEvent {
  /// Reads an object that is known to be an event.
  init(_ event: JSONTree) {
    let message = event["message"]
    let writtenType = event["type"]?.text ?? []
    type = foldedType(writtenType)
    isOfUnknownType = !(outboundTypes + inboundTypes).contains(
      String(decoding: type, as: UTF8.self))
    direction = Self.direction(ofType: type, written: message?["direction"]?.text)
    messageID = message?["id"]?.text ?? []
    recipientSet = Self.recipientSet(message?["to"])
    recipient =
      Self.soleRecipient(event["to"])
      ?? (direction == .inbound ? message?["owner"]?.nonEmptyText.map(normalNumber) : nil)
      ?? (recipientSet.count == 1 ? recipientSet[0] : [])

    let isRead = type == Array("message-read".utf8)
    time = Oracle.time(event["time"]) ?? (isRead ? Oracle.time(event["eventTime"]) : nil)
    stamp =
      arrivalStamp(event["@timestamp"]) ?? arrivalStamp(event["timestamp"])
      ?? arrivalStamp(event["date"])
    errorCode = Oracle.errorCode(event["errorCode"])

    messageTime = Oracle.time(message?["time"])
    carrier = event["carrierName"]?.nonEmptyText
    application = message?["applicationId"]?.nonEmptyText
    tag = message?["tag"]?.nonEmptyText
    priority = message?["priority"]?.nonEmptyText
    sender = message?["from"]?.nonEmptyText.map(normalNumber)
    channel = message?["channel"]?.nonEmptyText
    segmentCount = Oracle.segmentCount(message?["segmentCount"])
    mediaCount = Self.mediaCount(message?["media"])
    let text = message?["text"]?.nonEmptyText ?? message?["content"]?["text"]?.nonEmptyText
    inboundText = direction == .inbound ? text : nil
  }

  private static func direction(ofType type: Bytes, written: Bytes?) -> OracleDirection {
    let type = String(decoding: type, as: UTF8.self)
    if outboundTypes.contains(type) { return .outbound }
    if inboundTypes.contains(type) { return .inbound }
    if written == Array("out".utf8) { return .outbound }
    if written == Array("in".utf8) { return .inbound }
    return .unknown
  }

  private static func recipientSet(_ to: JSONTree?) -> [Bytes] {
    let entries: [JSONTree] = if case .array(let elements) = to { elements } else { [to ?? .null] }
    return Set(entries.compactMap(\.nonEmptyText).map(normalNumber)).sorted(by: precedes)
  }

  /// The recipient that the event names itself: a text, or an array of nothing but one.
  private static func soleRecipient(_ to: JSONTree?) -> Bytes? {
    if case .array(let elements) = to {
      return elements.count == 1 ? elements[0].nonEmptyText.map(normalNumber) : nil
    }
    return to?.nonEmptyText.map(normalNumber)
  }

  private static func mediaCount(_ media: JSONTree?) -> Int {
    switch media {
    case .array(let parts): parts.count(where: isAttachment)
    case .text, .object: media.map(isAttachment) == true ? 1 : 0
    default: 0
    }
  }

  /// Whether a part of the media is one: layout, nulls and empty texts are not.
  private static func isAttachment(_ part: JSONTree) -> Bool {
    switch part {
    case .null:
      return false
    case .text(let url):
      let path = url.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      let isLayout = path.suffix(5).map(lowercased) == Array(".smil".utf8)
      return !url.isEmpty && !isLayout
    case .boolean, .number, .array, .object:
      return true
    }
  }
}

let outboundTypes = [
  "message-delivered", "message-failed", "message-sending", "message-sent",
  "message-rejected-forbidden-country", "message-read",
]
let inboundTypes = ["message-received", "suggestion-response", "requested-location-response"]

/// Renamed types are one type.
private func foldedType(_ written: Bytes) -> Bytes {
  switch String(decoding: written, as: UTF8.self) {
  case "message-queued": Array("message-sending".utf8)
  case "request-location-response", "location-request-response":
    Array("requested-location-response".utf8)
  default: written
  }
}

/// A number in international form where that is what it means.
func normalNumber(_ written: Bytes) -> Bytes {
  let plus = UInt8(ascii: "+")
  return isAllDigits(written) && (9...15).contains(written.count) ? [plus] + written : written
}

/// The order of unsigned bytes, a prefix first.
func precedes(_ left: Bytes, _ right: Bytes) -> Bool {
  left.lexicographicallyPrecedes(right)
}

func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
}
