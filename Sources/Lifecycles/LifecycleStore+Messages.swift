internal import Callbacks
internal import Primitives

extension LifecycleStore {
  /// Calls `body` with each message of a partition, in no particular order.
  public func forEachMessage(
    in partition: Int, _ rules: OutcomeRules, _ body: (Message) -> Void
  ) {
    let table = partitions[partition]
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

  public var messageCount: Int { partitions.reduce(0) { $0 + $1.messages.count } }
  public var lifecycleCount: Int { partitions.reduce(0) { $0 + $1.lifecycles.count } }
  /// Events that were delivered again.
  public var duplicateCount: Int64 {
    var count: Int64 = 0
    for table in partitions { table.tallies.forEach { count += $0.tally.duplicates } }
    return count
  }

  /// Events without their duplicates.
  public var uniqueEventCount: Int { partitions.reduce(0) { $0 + $1.tallies.count } }
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
