internal import Primitives

/// What a value without an event is.
public enum ForeignKind: UInt8, CaseIterable, Sendable {
  /// A callback of the first API, Catapult.
  case v1
  /// A delivery report of a two-factor code.
  case twoFactor
  /// A delivery report of the international A2P service.
  case internationalA2P
  /// A verdict on a toll-free number.
  case tollFreeVerification
  /// What the API answered to a request to send.
  case apiResponse
  /// The multi-channel beta of 2025.
  case multiChannelBeta
  case other

  public var name: StaticString {
    switch self {
    case .v1: "v1"
    case .twoFactor: "2fa"
    case .internationalA2P: "international-a2p"
    case .tollFreeVerification: "toll-free-verification"
    case .apiResponse: "api-response"
    case .multiChannelBeta: "multi-channel-beta"
    case .other: "other"
    }
  }
}

extension ForeignKind {
  /// Classifies an accepted value by its object, or the first element of its array.
  init(_ bytes: Span<UInt8>, valueAt start: Int) {
    guard bytes[start] == UInt8(ascii: "[") else {
      self.init(bytes, elementAt: start)
      return
    }
    var elements = RawElements(ofArrayAt: start)
    self = Self.kind(of: elements.next(bytes) ?? .absent, bytes)
  }

  /// Classifies an accepted value that is an element of an array.
  init(_ bytes: Span<UInt8>, elementAt start: Int) {
    var cursor = JSONCursor(offset: start)
    self = Self.kind(of: (try? cursor.skipAccepted(bytes)) ?? .absent, bytes)
  }

  private static func kind(of object: RawJSON, _ bytes: Span<UInt8>) -> ForeignKind {
    guard object.kind == .object else { return .other }
    let keys = keys(object, bytes)
    if keys.isSuperset(of: [.eventType, .messageId]) { return .v1 }
    if keys.isSuperset(of: [.msgId, .event, .partNum]) { return .internationalA2P }
    if keys.contains(.internalTicketNumber), !keys.contains(.type) { return .tollFreeVerification }
    if keys.isSuperset(of: [.platform, .message]) { return .twoFactor }
    if keys.isSuperset(of: [.type, .message]) {
      let message = RawObject.value(of: ["message"], in: object, bytes)
      guard message.kind == .object else { return .other }
      return Self.keys(message, bytes).contains(.messageId) ? .multiChannelBeta : .other
    }
    if keys.isSuperset(of: [.id, .direction, .applicationId]), !keys.contains(.type) {
      return .apiResponse
    }
    return .other
  }

  /// The keys that tell the kinds apart.
  private struct Keys: OptionSet {
    let rawValue: Int
    static let eventType = Keys(rawValue: 1 << 0)
    static let messageId = Keys(rawValue: 1 << 1)
    static let msgId = Keys(rawValue: 1 << 2)
    static let event = Keys(rawValue: 1 << 3)
    static let partNum = Keys(rawValue: 1 << 4)
    static let internalTicketNumber = Keys(rawValue: 1 << 5)
    static let type = Keys(rawValue: 1 << 6)
    static let platform = Keys(rawValue: 1 << 7)
    static let message = Keys(rawValue: 1 << 8)
    static let id = Keys(rawValue: 1 << 9)
    static let direction = Keys(rawValue: 1 << 10)
    static let applicationId = Keys(rawValue: 1 << 11)

    static let byName: [(StaticString, Keys)] = [
      ("eventType", .eventType), ("messageId", .messageId), ("msgId", .msgId), ("event", .event),
      ("partNum", .partNum), ("internalTicketNumber", .internalTicketNumber), ("type", .type),
      ("platform", .platform), ("message", .message), ("id", .id), ("direction", .direction),
      ("applicationId", .applicationId),
    ]
  }

  private static func keys(_ object: RawJSON, _ bytes: Span<UInt8>) -> Keys {
    var keys: Keys = []
    RawObject.forEach(object, bytes) { name, _ in
      for (literal, key) in Keys.byName where name.equals(literal) { keys.insert(key) }
    }
    return keys
  }
}
