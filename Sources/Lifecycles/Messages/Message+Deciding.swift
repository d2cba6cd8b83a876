internal import Callbacks
internal import Primitives

extension Message {
  /// Decides what depends on all that is known.
  mutating func decide(_ rules: OutcomeRules) {
    (creationTime, creationSource) = creation
    kind = joinedKind
    for index in lifecycles.indices {
      // Written once, because an array asks before each write whether it is shared.
      var lifecycle = lifecycles[index]
      for tally in lifecycle.tallies { lifecycle.note(tallies[tally]) }
      if lifecycle.direction == .outbound {
        lifecycle.reason = rules.reason(of: lifecycle, self)
        lifecycle.outcome = lifecycle.reason?.outcome
      }
      lifecycles[index] = lifecycle
    }
  }

  /// The creation time as far as it is known, and from what.
  var creation: (time: Timestamp?, source: CreationSource?) {
    if let time = facts.time { return (time, .message) }
    if let time = messageID.creationTime { return (time, .id) }
    let time = tallies.reduce(cut.earliestTime) { min($0, $1.earliestTime) }
    guard time != EventTally.missing else { return (nil, nil) }
    return (Timestamp(millisecondsSinceEpoch: time), .earliestEvent)
  }

  private var joinedKind: MessageKind {
    if facts.channel == .rbm { return .rbm }
    if facts.recipientCount > 1 { return .group }
    return facts.channel == .mms || facts.mediaCount > 0 ? .mms : .sms
  }
}
