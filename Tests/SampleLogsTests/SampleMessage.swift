import Primitives

/// Numbers and ids of the samples; nobody has them.
enum Party {
  static let longCode = "+19195550170"
  static let secondLongCode = "+19195550171"
  static let thirdLongCode = "+19195550172"
  static let tollFree = "+18885550173"
  static let shortCode = "55512"
  static let agent = "SampleBakeryRBM"

  private static let areaCodes = [202, 212, 303, 312, 404, 415, 503, 512, 617, 702, 713, 804]

  /// One of 50 subscribers.
  static func subscriber(_ index: Int) -> String {
    precondition((0..<50).contains(index), "no such subscriber")
    return "+1\(areaCodes[index % areaCodes.count])55501\(index / 10)\(index % 10)"
  }
}

enum ApplicationID {
  static let shop = "5a3b1e00-0001-4000-8000-5a3b1e00beef"
  static let clinic = "5a3b1e00-0002-4000-8000-5a3b1e00cafe"
  static let rich = "5a3b1e00-0003-4000-8000-5a3b1e00fade"
}

/// A message, from which its callbacks are written.
struct SampleMessage {
  let name: String
  let created: Timestamp
  let isInbound: Bool
  /// What every callback says as `message`.
  let fields: JSON
  let recipients: [String]

  /// - Parameters:
  ///   - name: Up to 16 of `a...z2...7`; the end of the message id.
  ///   - time: Day and time in November 2026, `18T09:00:00.123`.
  ///   - from: Who sent it.
  ///   - to: All recipients.
  ///   - inbound: Whether it came in.
  ///   - application: The application it belongs to.
  ///   - media: Attachments; none leaves the member out.
  init(
    _ name: String, at time: String, from: String? = nil, to: [String]? = nil,
    inbound: Bool = false, application: String = ApplicationID.shop, media: [String] = []
  ) {
    let subscriber = Party.subscriber(name.utf8.reduce(0) { ($0 * 31 + Int($1)) % 50 })
    let from = from ?? (inbound ? subscriber : Party.longCode)
    let to = to ?? [inbound ? Party.longCode : subscriber]
    self.name = name
    created = instant(time)
    isInbound = inbound
    recipients = to
    let members: JSON = [
      "id": .text(Self.id(name, created)),
      "owner": .text(inbound ? to.first ?? "" : from),
      "applicationId": .text(application),
      "time": .text("\(created)"),
      "segmentCount": 1,
      "direction": inbound ? "in" : "out",
      "to": .array(to.map(JSON.text)),
      "from": .text(from),
      "text": inbound ? "Is this still open?" : "",
    ]
    fields = media.isEmpty ? members : members.adding("media", .array(media.map(JSON.text)))
  }

  /// The creation time in 13 digits, and 16 characters of `a...z2...7`.
  private static func id(_ name: String, _ created: Timestamp) -> String {
    let isValid = name.utf8.allSatisfy { (97...122).contains($0) || (50...55).contains($0) }
    precondition(isValid && name.utf8.count <= 16, "\(name) cannot be part of an id")
    let filling = String(repeating: "2", count: 16 - name.utf8.count)
    return "\(created.millisecondsSinceEpoch)\(name)\(filling)"
  }

  /// A callback, by default about the first recipient.
  func event(_ type: String, after milliseconds: Int64 = 1_500, to: String? = nil) -> JSON {
    [
      "time": .text("\(created.advanced(byMilliseconds: milliseconds))"),
      "type": .text(type),
      "to": .text(to ?? recipients.first ?? ""),
      "description": .text(type),
      "message": fields,
    ]
  }

  func delivered(after milliseconds: Int64 = 1_500, to: String? = nil) -> JSON {
    event("message-delivered", after: milliseconds, to: to)
  }

  func failed(_ code: JSON, after milliseconds: Int64 = 2_500, to: String? = nil) -> JSON {
    event("message-failed", after: milliseconds, to: to).adding("errorCode", code)
  }

  func received(after milliseconds: Int64 = 400, to: String? = nil) -> JSON {
    event("message-received", after: milliseconds, to: to)
  }
}

/// An instant in November 2026: `18T09:00:00.123`.
func instant(_ time: String) -> Timestamp {
  guard let instant = Timestamp(rfc3339: Array("2026-11-\(time)Z".utf8).span) else {
    preconditionFailure("\(time) is no time")
  }
  return instant
}
