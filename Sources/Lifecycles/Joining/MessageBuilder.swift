internal import Callbacks
internal import Primitives

/// Joins what is known about one message, part by part, in any order.
///
/// Its arrays are reused from message to message, for there are millions of them; most have one
/// lifecycle with one tally.
struct MessageBuilder: Sendable {
  /// Whole after ``finish(_:)``; until then its tallies are in the order in which they came.
  private(set) var message = Message()
  private var isEmpty = true
  /// Finds tallies by lifecycle and type, once a lifecycle has many.
  private var tallyIndex: TallyIndex?
  /// Finds lifecycles by recipient once there are many.
  private var lifecycleIndex = HashIndex()
  /// For ``gather()``.
  private var gathered: [EventTally] = []

  private static let searchedLifecycles = 16
  /// More types than a lifecycle ever has, unless somebody makes them up.
  private static let searchedTallies = 32

  /// Begins a message.
  ///
  /// - Parameters:
  ///   - id: Its id.
  ///   - overflow: Where the id lies; only asked for if it is not packed.
  @inline(__always)
  mutating func begin(_ id: MessageID, _ overflow: @autoclosure () -> [UInt8]) {
    if message.lifecycles.count > Self.searchedLifecycles { lifecycleIndex = HashIndex() }
    message.messageID = id
    if !id.isPacked { message.overflow = overflow() }
    if tallyIndex != nil { tallyIndex = nil }
    isEmpty = true
  }

  /// Adds an event whose texts lie in the pool.
  @inline(__always)
  mutating func join(_ event: LoggedEvent, _ pool: TextPool) {
    if isEmpty { return begin(with: event) }
    message.facts.join(event.facts, pool)
    let lifecycle = join(
      recipient: event.recipient, carrier: event.carrier, event.directions, pool)
    join(event.tally, to: lifecycle)
  }

  /// Takes the first event, which often is the only one.
  @inline(__always)
  private mutating func begin(with event: LoggedEvent) {
    message.facts = event.facts
    isEmpty = false
    message.lifecycles.replace(
      with: Lifecycle(
        recipient: event.recipient, carrier: event.carrier, event.directions, lastTally: 1))
    message.tallies.replace(with: event.tally)
  }

  /// Adds what is said about the message as a whole.
  ///
  /// Comes before anything about its recipients.
  @inline(__always)
  mutating func join(_ facts: MessageFacts, _ pool: TextPool) {
    if isEmpty {
      message.facts = facts
      message.lifecycles.removeAll(keepingCapacity: true)
      message.tallies.removeAll(keepingCapacity: true)
      isEmpty = false
    } else {
      message.facts.join(facts, pool)
    }
  }

  /// Adds what is known about one recipient.
  ///
  /// - Returns: The number of the lifecycle.
  @inline(__always)
  mutating func join(
    recipient: PackedText, carrier: TextID, _ directions: Directions, _ pool: TextPool
  ) -> Int {
    if let known = find(recipient) {
      // Looked at first, because most say the same, and an array asks before each write whether it is
      // shared.
      let lifecycle = message.lifecycles[known]
      if lifecycle.carrier != carrier {
        message.lifecycles[known].carrier = pool.greater(lifecycle.carrier, carrier)
      }
      if lifecycle.directions != directions {
        message.lifecycles[known].directions.formUnion(directions)
      }
      return known
    }
    let number = message.lifecycles.count
    message.lifecycles.append(Lifecycle(recipient: recipient, carrier: carrier, directions))
    if number >= Self.searchedLifecycles { indexLifecycles() }
    return number
  }

  // Mutating, because else the message is copied for every event to be looked at.

  @inline(__always)
  private mutating func find(_ recipient: PackedText) -> Int? {
    guard message.lifecycles.count <= Self.searchedLifecycles else { return findIndexed(recipient) }
    for number in message.lifecycles.indices
    where message.lifecycles[number].recipient == recipient { return number }
    return nil
  }

  @inline(never)
  private mutating func findIndexed(_ recipient: PackedText) -> Int? {
    var probe = lifecycleIndex.probe(Self.hash(recipient))
    while let number = lifecycleIndex.next(&probe) {
      if message.lifecycles[number].recipient == recipient { return number }
    }
    return nil
  }

  /// Indexes the lifecycles that are not indexed yet: the newest, or all of the first many.
  private mutating func indexLifecycles() {
    let newest = message.lifecycles.count - 1
    for number in (newest == Self.searchedLifecycles ? 0 : newest)...newest {
      lifecycleIndex.insert(Self.hash(message.lifecycles[number].recipient), entry: number)
    }
  }

  private static func hash(_ recipient: PackedText) -> UInt64 {
    StableHash.perProcess.hash(recipient.word)
  }

  /// Adds events of one type to a lifecycle.
  @inline(__always)
  mutating func join(_ tally: EventTally, to lifecycle: Int) {
    if let known = findTally(of: tally.type, in: lifecycle) {
      message.tallies[known].join(tally)
      return
    }
    var tally = tally
    tally.previous = message.lifecycles[lifecycle].lastTally
    message.tallies.append(tally)
    message.lifecycles[lifecycle].lastTally = UInt32(message.tallies.count)
    tallyIndex?.append(tally.type, lifecycle)
  }

  @inline(__always)
  private mutating func findTally(of type: TypeID, in lifecycle: Int) -> Int? {
    var link = message.lifecycles[lifecycle].lastTally
    for _ in 0..<Self.searchedTallies {
      guard link != 0 else { return nil }
      let number = Int(link) - 1
      if message.tallies[number].type == type { return number }
      link = message.tallies[number].previous
    }
    return link == 0 ? nil : findIndexedTally(of: type, in: lifecycle)
  }

  @inline(never)
  private mutating func findIndexedTally(of type: TypeID, in lifecycle: Int) -> Int? {
    if tallyIndex == nil { indexTallies() }
    return tallyIndex?.find(type, lifecycle)
  }

  private mutating func indexTallies() {
    var lifecycles = [Int](repeating: 0, count: message.tallies.count)
    for lifecycle in message.lifecycles.indices {
      var link = message.lifecycles[lifecycle].lastTally
      while link != 0 {
        lifecycles[Int(link) - 1] = lifecycle
        link = message.tallies[Int(link) - 1].previous
      }
    }
    var index = TallyIndex()
    for (tally, lifecycle) in zip(message.tallies, lifecycles) {
      index.append(tally.type, lifecycle)
    }
    tallyIndex = index
  }

  /// Puts the tallies of each lifecycle side by side.
  @inline(__always)
  mutating func gather() {
    guard message.lifecycles.count == 1 else { return gatherSeveral() }
    message.lifecycles[0].tallies = 0..<message.tallies.count
  }

  @inline(never)
  private mutating func gatherSeveral() {
    gathered.removeAll(keepingCapacity: true)
    for lifecycle in message.lifecycles.indices {
      let first = gathered.count
      var link = message.lifecycles[lifecycle].lastTally
      while link != 0 {
        gathered.append(message.tallies[Int(link) - 1])
        link = message.tallies[Int(link) - 1].previous
      }
      message.lifecycles[lifecycle].tallies = first..<gathered.count
    }
    swap(&gathered, &message.tallies)
  }

  /// Gathers the tallies, and decides what depends on all of them.
  mutating func finish(_ rules: OutcomeRules) {
    gather()
    message.decide(rules)
  }
}

extension Array {
  /// Makes this the only element, and keeps the memory.
  ///
  /// Of one element the rule is that there was one: overwriting it asks once whether the array is shared,
  /// and removing and appending twice.
  @inline(__always)
  fileprivate mutating func replace(with element: Element) {
    if count == 1 {
      self[0] = element
    } else {
      removeAll(keepingCapacity: true)
      append(element)
    }
  }
}
