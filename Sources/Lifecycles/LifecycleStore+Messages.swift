internal import Callbacks
internal import Primitives

extension LifecycleStore {
  /// Calls `body` with each message of a partition, in no particular order.
  ///
  /// `pool` holds all texts of the store.
  public func forEachMessage(
    in partition: Int, _ rules: OutcomeRules, _ pool: TextPool, _ body: (Message) -> Void
  ) {
    let table = table(partition)
    var message = Message()
    table.messages.forEach { record in
      message.resolve(record, table, pool)
      for index in message.lifecycles.indices
      where message.lifecycles[index].direction == .outbound {
        message.lifecycles[index].outcome = rules.outcome(of: message.lifecycles[index], message)
      }
      body(message)
    }
  }

  /// What the store holds, counted.
  public var counts: Counts {
    var counts = Counts()
    for partition in 0..<Self.partitionCount {
      let table = table(partition)
      counts.messages += Int64(table.messages.count)
      counts.lifecycles += Int64(table.lifecycles.count)
      counts.uniqueEvents += Int64(table.tallies.count)
      table.tallies.forEach { counts.duplicates += $0.tally.duplicates }
    }
    return counts
  }

  public struct Counts: Equatable, Sendable {
    public var messages: Int64 = 0
    public var lifecycles: Int64 = 0
    /// Events without their duplicates.
    public var uniqueEvents: Int64 = 0
    public var duplicates: Int64 = 0
  }
}

extension Message {
  /// Takes on the state of a record; reuses the arrays, for there are millions of records.
  mutating func resolve(
    _ record: LifecycleTable.MessageRecord, _ table: LifecycleTable, _ pool: TextPool
  ) {
    id.removeAll(keepingCapacity: true)
    lifecycles.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    record.id.append(to: &id, table.overflow)
    facts = record.facts
    table.forEachLifecycle(of: record) { lifecycle in
      let first = tallies.count
      table.forEachTally(of: lifecycle) { tallies.append($0) }
      var resolved = Lifecycle(
        recipient: lifecycle.recipient, carrier: lifecycle.carrier,
        direction: lifecycle.directions.joined, tallies: first..<tallies.count)
      for index in resolved.tallies { resolved.note(tallies[index]) }
      lifecycles.append(resolved)
    }
    creationTime = facts.time ?? record.id.creationTime ?? tallies.compactMap(\.time).min()
    kind = Self.kind(facts, pool)
  }

  private static func kind(_ facts: MessageFacts, _ pool: TextPool) -> MessageKind {
    let (isRBM, isMMS) = pool.with(facts.channel) { ($0.equals("RBM"), $0.equals("MMS")) }
    if isRBM { return .rbm }
    if facts.recipientCount > 1 { return .group }
    return isMMS || facts.mediaCount > 0 ? .mms : .sms
  }
}
