internal import Callbacks

/// Which ways the events of a lifecycle go.
struct Directions: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt8
  static let inbound = Directions(rawValue: 1)
  static let outbound = Directions(rawValue: 2)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ direction: Direction?) {
    switch direction {
    case .inbound: self = .inbound
    case .outbound: self = .outbound
    case nil: self = []
    }
  }

  /// Outbound, if any event is.
  var joined: Direction? {
    if contains(.outbound) { return .outbound }
    return contains(.inbound) ? .inbound : nil
  }
}
