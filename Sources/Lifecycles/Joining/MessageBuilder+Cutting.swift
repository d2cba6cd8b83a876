internal import Primitives

/// Keeping a message within the limit of ``MessageCut``.
extension MessageBuilder {
  /// Leaves out what was left out of another part of the message.
  @inline(never)
  mutating func join(_ cut: MessageCut, _ pool: TextPool) {
    message.cut.join(cut)
    guard cut.rank != nil else { return }
    leaveOut(message.lifecycles.map { MessageCut.rank(of: $0.recipient, pool) })
  }

  /// Leaves out recipients if the message is heavier than it may be.
  @inline(never)
  mutating func cut(_ pool: TextPool) {
    guard message.lifecycles.reduce(0, { $0 + weight(of: $1, pool) }) > weightLimit else { return }
    let ranks = message.lifecycles.map { MessageCut.rank(of: $0.recipient, pool) }
    var sum = 0
    for number in ranks.indices.sorted(by: { ranks[$0] < ranks[$1] }) {
      sum += weight(of: message.lifecycles[number], pool)
      guard sum > weightLimit else { continue }
      message.cut.rank = ranks[number]
      return leaveOut(ranks)
    }
  }

  /// What a recipient weighs: never less than before it was joined with what else is known of it.
  private func weight(of lifecycle: Lifecycle, _ pool: TextPool) -> Int {
    var weight = lifecycle.recipient.pooled.map { MessageCut.weight($0, pool) } ?? 0
    weight += max(Int(lifecycle.carrierWeight), MessageCut.weight(lifecycle.carrier, pool))
    forEachTally(of: lifecycle) { tally in
      weight += MessageCut.pairWeight + MessageCut.weight(tally.type.name, pool)
    }
    return weight
  }

  /// Leaves out the lifecycles, given their ranks, that the cut leaves out.
  private mutating func leaveOut(_ ranks: [UInt64]) {
    var cut = message.cut
    var count = 0
    var tallies = takeSpareTallies()
    for (number, rank) in ranks.enumerated() {
      var lifecycle = message.lifecycles[number]
      if cut.leavesOut(rank) {
        forEachTally(of: lifecycle) { cut.count($0) }
        continue
      }
      var last: UInt32 = 0
      forEachTally(of: lifecycle) { tally in
        tallies.append(tally)
        tallies[tallies.count - 1].previous = last
        last = UInt32(tallies.count)
      }
      lifecycle.lastTally = last
      message.lifecycles[count] = lifecycle
      count += 1
    }
    message.cut = cut
    message.lifecycles.removeLast(message.lifecycles.count - count)
    replaceTallies(with: tallies)
  }
}
