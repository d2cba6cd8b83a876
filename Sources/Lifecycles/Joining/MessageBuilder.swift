internal import Callbacks
internal import Primitives

/// Joins what is known about one message, part by part, in any order.
///
/// Its arrays are reused from message to message, for there are millions of them; most have one
/// lifecycle with one tally.
struct MessageBuilder: Sendable {
  /// Whole after ``finish(_:_:)``; until then its tallies are in the order in which they came.
  var message = Message()
  /// What it may weigh, see ``MessageCut``.
  let weightLimit: Int
  private var isEmpty = true
  /// With how many tallies it is weighed before it is whole, so that it cannot grow without end.
  private var nextWeighing = Self.weighedTallies
  /// Finds tallies by lifecycle and type, once a lifecycle has many.
  private var tallyIndex: TallyIndex?
  /// Finds lifecycles by recipient once there are many.
  private var lifecycleIndex = HashIndex()
  /// For ``gather(_:)``.
  private var gathered: [EventTally] = []

  private static let searchedLifecycles = 16
  /// More types than a lifecycle ever has, unless somebody makes them up.
  private static let searchedTallies = 32
  /// So many tallies of one recipient weigh less than the limit: with the recipient and its carrier there
  /// are seven texts, each below a mebibyte as events are read.
  private static let weightlessTallies = 5
  /// So many more each time a message that grows is weighed.
  private static let weighedTallies = 1 << 16

  init(weightLimit: Int = MessageCut.weightLimit) {
    self.weightLimit = weightLimit
  }

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
    if message.cut.rank != nil { message.cut = MessageCut() }
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
  /// - Returns: The number of the lifecycle; `nil` if the recipient is left out.
  @inline(__always)
  mutating func join(
    recipient: PackedText, carrier: TextID, _ directions: Directions, _ pool: TextPool
  ) -> Int? {
    if message.tallies.count >= nextWeighing { weigh(pool) }
    if let known = find(recipient) {
      // Looked at first, because most say the same, and an array asks before each write whether it is
      // shared.
      let lifecycle = message.lifecycles[known]
      if lifecycle.carrier != carrier { message.lifecycles[known].join(carrier, pool) }
      if lifecycle.directions != directions {
        message.lifecycles[known].directions.formUnion(directions)
      }
      return known
    }
    if message.cut.rank != nil, message.cut.leavesOut(MessageCut.rank(of: recipient, pool)) {
      return nil
    }
    let number = message.lifecycles.count
    message.lifecycles.append(Lifecycle(recipient: recipient, carrier: carrier, directions))
    // The first ones come in when there are more than are searched.
    if number >= Self.searchedLifecycles {
      indexLifecycles(from: number == Self.searchedLifecycles ? 0 : number)
    }
    return number
  }

  @inline(never)
  private mutating func weigh(_ pool: TextPool) {
    cut(pool)
    nextWeighing = message.tallies.count + Self.weighedTallies
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

  private mutating func indexLifecycles(from first: Int) {
    for number in first..<message.lifecycles.count {
      lifecycleIndex.insert(Self.hash(message.lifecycles[number].recipient), entry: number)
    }
  }

  private static func hash(_ recipient: PackedText) -> UInt64 {
    StableHash.perProcess.hash(recipient.word)
  }

  /// Notes what names of carriers weighed that were joined to those of a lifecycle elsewhere.
  mutating func join(carrierWeight: UInt32, to lifecycle: Int?) {
    guard let lifecycle else { return }
    let known = message.lifecycles[lifecycle].carrierWeight
    message.lifecycles[lifecycle].carrierWeight = max(known, carrierWeight)
  }

  /// Adds events of one type to a lifecycle; `nil` is one that is left out.
  @inline(__always)
  mutating func join(_ tally: EventTally, to lifecycle: Int?) {
    guard let lifecycle else { return message.cut.count(tally) }
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

  /// Calls `body` with the tallies of a lifecycle that is being built.
  func forEachTally(of lifecycle: Lifecycle, _ body: (EventTally) -> Void) {
    var link = lifecycle.lastTally
    while link != 0 {
      let tally = message.tallies[Int(link) - 1]
      body(tally)
      link = tally.previous
    }
  }

  /// An empty array that may have room for as many as there are.
  mutating func takeSpareTallies() -> [EventTally] {
    var tallies: [EventTally] = []
    swap(&tallies, &gathered)
    tallies.removeAll(keepingCapacity: true)
    return tallies
  }

  /// Goes on with other tallies, and with lifecycles that have been changed to refer to them.
  mutating func replaceTallies(with tallies: consuming [EventTally]) {
    swap(&message.tallies, &gathered)
    message.tallies = tallies
    tallyIndex = nil
    lifecycleIndex = HashIndex()
    if message.lifecycles.count > Self.searchedLifecycles { indexLifecycles(from: 0) }
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

  /// Leaves out what is too much, and puts the tallies of each lifecycle side by side.
  @inline(__always)
  mutating func gather(_ pool: TextPool) {
    guard message.lifecycles.count == 1, message.tallies.count <= Self.weightlessTallies else {
      return gatherMany(pool)
    }
    message.lifecycles[0].tallies = 0..<message.tallies.count
  }

  @inline(never)
  private mutating func gatherMany(_ pool: TextPool) {
    cut(pool)
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
  mutating func finish(_ rules: OutcomeRules, _ pool: TextPool) {
    gather(pool)
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
