/// The kinds of events, by the words of the provider.
enum EventKind: UInt8, Sendable {
  case received, delivered, failed, sending, sent, read, suggestion, location

  var isReply: Bool { self == .suggestion || self == .location }
}

/// The kinds of messages that are made, both ways, in the order of ``Role/weights``.
enum TrafficKind: Int, CaseIterable, Sendable {
  case sms, mms, group, rcs, receivedSMS, receivedMMS, receivedGroup

  var isInbound: Bool {
    switch self {
    case .sms, .mms, .group, .rcs: false
    case .receivedSMS, .receivedMMS, .receivedGroup: true
    }
  }

  var hasMedia: Bool {
    switch self {
    case .mms, .group, .receivedMMS, .receivedGroup: true
    case .sms, .rcs, .receivedSMS: false
    }
  }

  /// What `message.channel` says.
  var channel: StaticString {
    switch self {
    case .rcs: "RBM"
    case .sms, .receivedSMS: "SMS"
    case .mms, .group, .receivedMMS, .receivedGroup: "MMS"
    }
  }
}

/// What an application sends from.
enum AddressType: Sendable {
  case longCode, tollFree, shortCode, alphanumeric, agent
}

/// What an application is there for, which decides the messages it sends and gets.
enum Role: Sendable {
  case alerts, marketing, support, reminders, groups, rich

  /// How many of a thousand messages are of each ``TrafficKind``.
  var weights: [Int] {
    switch self {
    case .alerts: [965, 0, 0, 0, 35, 0, 0]
    case .marketing: [690, 235, 0, 0, 72, 3, 0]
    case .support: [520, 40, 0, 0, 395, 45, 0]
    case .reminders: [895, 12, 0, 0, 93, 0, 0]
    case .groups: [210, 160, 320, 0, 130, 30, 150]
    case .rich: [60, 0, 0, 900, 40, 0, 0]
    }
  }
}
