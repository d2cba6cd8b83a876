internal import Primitives

/// What is left out of a message that is heavier than any real one.
///
/// Callbacks come from an open endpoint, and a message has to be joined as a whole: without a limit,
/// whoever sends enough of them for one id decides how much memory is taken.
///
/// Recipients stand in the order of a hash. Of one that makes all up to it heavier than the limit, and of
/// all behind it, there is nothing but a count of their events. Recipients get heavier by joining and
/// never lighter, and whatever is joined tells where it was cut: so the same remain, whichever parts a
/// message was joined from. The hash is that of all ledgers, and anybody can compute it: who knows the id of
/// a message can choose recipients that remain in the place of others.
public struct MessageCut: Equatable, Sendable {
  /// The rank of the first recipient that is left out; `nil` when all are there.
  var rank: UInt64?
  /// Events of those that are left out, duplicates included.
  public internal(set) var events: Int64 = 0
  /// The time of their earliest event; ``EventTally/missing`` without one.
  var earliestTime = EventTally.missing

  /// 131,072 pairs of recipient and type without a text, or 8 MiB of texts: thousands of times what a
  /// message of Bandwidth has, which goes to ten recipients at most.
  static let weightLimit = 8 << 20
  /// Of a recipient and type; texts that are no phone number come on top.
  static let pairWeight = 64

  /// Where a recipient stands among all of its message.
  static func rank(of recipient: PackedText, _ pool: TextPool) -> UInt64 {
    guard let text = recipient.pooled else { return StableHash.stable.hash(recipient.word) }
    return pool.with(text) { StableHash.stable.hash($0) }
  }

  /// What a text weighs: its bytes.
  static func weight(_ text: TextID, _ pool: TextPool) -> Int { pool.with(text) { $0.count } }

  /// Whether a recipient of a rank is left out.
  func leavesOut(_ rank: UInt64) -> Bool { self.rank.map { rank >= $0 } ?? false }

  /// Counts events of a recipient that is left out.
  mutating func count(_ tally: EventTally) {
    events += tally.count
    earliestTime = min(earliestTime, tally.earliestTime)
  }

  /// Joins what was left out of another part of the message.
  mutating func join(_ other: MessageCut) {
    if let otherRank = other.rank { rank = min(rank ?? otherRank, otherRank) }
    events += other.events
    earliestTime = min(earliestTime, other.earliestTime)
  }
}
