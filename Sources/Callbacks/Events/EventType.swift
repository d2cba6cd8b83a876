internal import Primitives

/// Which way a message goes, seen from the owner of the archives.
public enum Direction: UInt8, Sendable {
  case inbound, outbound

  public var name: StaticString {
    switch self {
    case .inbound: "inbound"
    case .outbound: "outbound"
    }
  }
}

/// What an event says, after folding renamed types into one.
public enum EventType: UInt8, CaseIterable, Sendable {
  case received, delivered, failed
  /// Also written `message-queued` (July and August 2020).
  case sending
  case sent
  case rejectedForbiddenCountry
  case read
  case suggestionResponse
  /// Written in three ways.
  case locationResponse
  /// A type that this version does not know; kept and counted by its name.
  case unknown

  /// The type as reports show it; empty for ``unknown``.
  public var name: StaticString {
    switch self {
    case .received: "message-received"
    case .delivered: "message-delivered"
    case .failed: "message-failed"
    case .sending: "message-sending"
    case .sent: "message-sent"
    case .rejectedForbiddenCountry: "message-rejected-forbidden-country"
    case .read: "message-read"
    case .suggestionResponse: "suggestion-response"
    case .locationResponse: "requested-location-response"
    case .unknown: ""
    }
  }

  /// The direction that the type alone proves.
  public var direction: Direction? {
    switch self {
    case .received, .suggestionResponse, .locationResponse: .inbound
    case .unknown: nil
    default: .outbound
    }
  }

  /// Recognises a type by its name.
  @inline(__always)
  init(_ name: Span<UInt8>) {
    guard name.count >= 8, name.word(at: 0) == packed("message-") else {
      self = Self.responseType(name)
      return
    }
    let last = name.word(at: name.count - 8)
    switch (last, name.count) {
    case (packed("elivered"), 17): self = name[8] == UInt8(ascii: "d") ? .delivered : .unknown
    case (packed("-sending"), 15): self = .sending
    case (packed("e-failed"), 14): self = .failed
    case (packed("received"), 16): self = .received
    case (packed("age-sent"), 12): self = .sent
    case (packed("age-read"), 12): self = .read
    case (packed("e-queued"), 14): self = .sending
    case (packed("-country"), 34):
      self =
        name.equals("message-rejected-forbidden-country") ? .rejectedForbiddenCountry : .unknown
    default: self = .unknown
    }
  }

  @inline(never)
  private static func responseType(_ name: Span<UInt8>) -> EventType {
    if name.equals("suggestion-response") { return .suggestionResponse }
    let isLocation =
      name.equals("requested-location-response") || name.equals("request-location-response")
      || name.equals("location-request-response")
    return isLocation ? .locationResponse : .unknown
  }
}
