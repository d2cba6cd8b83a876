internal import Primitives

/// The events of several recorders, joined to messages partition by partition.
///
/// Any number of threads may each walk partitions of their own.
public struct LifecycleJoin: Sendable {
  public static var partitionCount: Int { EventLog.partitionCount }

  /// All texts that the messages refer to.
  public let pool: TextPool
  let logs: [EventLog]
  /// By recorder the id here of each text of its pool; none where all are the same.
  let ids: [[TextID]]
  private let order: MessageOrder
  /// Of a message, see ``MessageCut``.
  private let weightLimit: Int

  /// How many messages ahead memory is asked for.
  private static let prefetchDistance = 8

  /// - Parameter recorders: All of the same order.
  public init(_ recorders: [LifecycleRecorder]) {
    self.init(recorders, weightLimit: MessageCut.weightLimit)
  }

  init(_ recorders: [LifecycleRecorder], weightLimit: Int) {
    self.weightLimit = weightLimit
    var pool = TextPool()
    ids = recorders.map { recorder in
      let ids = pool.merge(recorder.pool)
      // So it is with the first one, and with the only one.
      return ids.enumerated().allSatisfy { $0 == Int($1.number) } ? [] : ids
    }
    self.pool = pool
    logs = recorders.map(\.log)
    order = recorders.first?.order ?? .secret
  }

  /// Calls `body` with each message of a partition: in the order of hashes, and of ids where those are
  /// the same, if the order is stable; else in no particular one.
  public func forEachMessage(in partition: Int, _ rules: OutcomeRules, _ body: (Message) -> Void) {
    var groups = EventGroups(order)
    var builder = MessageBuilder(weightLimit: weightLimit)
    groups.gather(partition, of: logs)
    if order == .stable { groups.sort(logs) }
    for number in groups.groups.indices {
      if number + Self.prefetchDistance < groups.groups.count {
        groups.prefetch(groups.groups[number + Self.prefetchDistance], logs.span)
      }
      build(groups.groups[number], of: groups, &builder)
      builder.finish(rules, pool)
      body(builder.message)
    }
  }

  /// Calls `body` with each message of a partition as a record of a run, in the order of keys.
  ///
  /// - Parameters:
  ///   - partition: Which one; keys of later partitions come later. Its first record must be the
  ///     first of a block.
  ///   - encoder: Keeps its memory from partition to partition.
  ///   - body: Takes key and value, and returns whether the next record will be the first of its
  ///     block.
  /// - Throws: What `body` throws.
  public func forEachRecord<Failure: Error>(
    in partition: Int, _ encoder: inout MessageEncoder,
    _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws(Failure) -> Bool
  ) throws(Failure) {
    var beginsBlock = true
    try forEachUnfinished(in: partition) { message, word throws(Failure) in
      encoder.encode(message, word: word, pool, beginsBlock: beginsBlock)
      beginsBlock = try body(encoder.key.span, encoder.value.span)
    }
  }

  /// Calls `body` with each message of a partition as far as it is known, home by home and in the
  /// order of ids.
  ///
  /// - Precondition: The recorders' order is that of homes.
  /// - Throws: What `body` throws.
  public func forEachMessageByHome<Failure: Error>(
    in partition: Int, _ body: (Message, Home) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(order == .home, "messages that are not divided by home")
    try forEachUnfinished(in: partition) { message, _ throws(Failure) in
      try body(message, message.home)
    }
  }

  /// Calls `body` with each message in the order of records, and the word that its key begins with.
  private func forEachUnfinished<Failure: Error>(
    in partition: Int, _ body: (Message, UInt64) throws(Failure) -> Void
  ) throws(Failure) {
    var groups = EventGroups(order)
    var builder = MessageBuilder(weightLimit: weightLimit)
    groups.gather(partition, of: logs)
    for (group, word) in sorted(&groups) {
      build(group, of: groups, &builder)
      builder.gather(pool)
      try body(builder.message, word)
    }
  }

  /// The groups in the order of records, each with the word that its key begins with.
  private func sorted(_ groups: inout EventGroups) -> [(group: EventGroups.Group, word: UInt64)] {
    guard order != .home else { return groups.sortedByHome(logs) }
    groups.sort(logs)
    return groups.groups.map { ($0, $0.hash) }
  }

  @inline(__always)
  func build(_ group: EventGroups.Group, of groups: EventGroups, _ builder: inout MessageBuilder) {
    // Spans, because what closures take of arrays is counted, for every message.
    let (logs, ids) = (logs.span, ids.span)
    let (id, log) = groups.id(of: group, logs)
    builder.begin(id, logs[log].overflow)
    groups.forEachEvent(of: group, logs) { event, log in
      // Two calls, because an event that may be another one would be copied.
      if ids[log].isEmpty {
        builder.join(event, pool)
      } else {
        builder.join(event.translated(by: ids[log].span), pool)
      }
    }
  }
}
