internal import Primitives

/// The events of one partition of several logs, gathered by message.
///
/// A table that is made for one partition at a time, and so stays in the cache.
struct EventGroups {
  /// Where an event lies, and the event of the same message that came before it.
  private struct Entry {
    var log: UInt32
    var place: UInt32
    /// By number plus one.
    var previous: UInt32
  }

  /// A message, by the event that came last.
  struct Group {
    /// Of its id.
    let hash: UInt64
    fileprivate var last: UInt32
  }

  private(set) var groups: [Group] = []
  private var entries: [Entry] = []
  /// The upper half of a hash, and the number of its group plus one; 0 is free.
  ///
  /// As many as a power of two, and at least twice as many as there are events.
  private var slots: [UInt64] = []
  /// The one that groups are known by and sorted by.
  private let hash: StableHash
  private let isSecret: Bool
  /// The one that slots go by: nobody can prepare ids that collide.
  private let slotHash = StableHash.perProcess

  init(_ order: MessageOrder) {
    hash = order.hash
    isSecret = order != .stable
  }

  /// Gathers the events of a partition.
  mutating func gather(_ partition: Int, of logs: [EventLog]) {
    clear(for: logs.reduce(0) { $0 + $1.placeCount(in: partition) })
    let (hash, slotHash, isSecret) = (hash, slotHash, isSecret)
    // Taken out and written through spans, because an array asks before each write whether it is
    // shared.
    var (groups, slotArray, entryArray) = (self.groups, self.slots, self.entries)
    (self.groups, self.slots, self.entries) = ([], [], [])
    defer { (self.groups, self.slots, self.entries) = (groups, slotArray, entryArray) }
    var slots = slotArray.mutableSpan
    var entries = entryArray.mutableSpan
    var count: UInt32 = 0
    for log in logs.indices {
      logs[log].forEachID(in: partition) { id, place in
        let idHash = id.hash(hash, logs[log].overflow)
        let slotHash = isSecret ? idHash : id.hash(slotHash, logs[log].overflow)
        let slot = Self.slot(of: id, log, slotHash, slots.span, groups, entries.span, logs)
        entries[Int(count)] = Entry(log: UInt32(log), place: place, previous: 0)
        count += 1
        if slots[slot] == 0 {
          groups.append(Group(hash: idHash, last: count))
          slots[slot] = slotHash & 0xFFFF_FFFF_0000_0000 | UInt64(groups.count)
        } else {
          let group = Self.group(in: slots[slot])
          entries[Int(count) - 1].previous = groups[group].last
          groups[group].last = count
        }
      }
    }
  }

  /// The slot of the group of an id that was taken down in log number `log`; a free one if there is no
  /// such group.
  @inline(__always)
  private static func slot(
    of id: MessageID, _ log: Int, _ hash: UInt64, _ slots: Span<UInt64>, _ groups: [Group],
    _ entries: Span<Entry>, _ logs: [EventLog]
  ) -> Int {
    // The highest bits may be those of the partition.
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let last = entries[Int(groups[group(in: slots[slot])].last) - 1]
        let (lastLog, lastID) = (Int(last.log), logs[Int(last.log)].id(at: last.place))
        if id.equals(lastID, logs[log].overflow, logs[lastLog].overflow) { return slot }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// - Precondition: The slot is not free.
  @inline(__always)
  private static func group(in slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }

  /// Makes room for so many events.
  private mutating func clear(for count: Int) {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    groups.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    entries.append(contentsOf: repeatElement(Entry(log: 0, place: 0, previous: 0), count: count))
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: capacity))
  }

  /// The id of a group, and the number of the log in whose overflow it lies.
  @inline(__always)
  func id(of group: Group, _ logs: Span<EventLog>) -> (id: MessageID, log: Int) {
    let last = entries[Int(group.last) - 1]
    return (logs[Int(last.log)].id(at: last.place), Int(last.log))
  }

  /// Asks for the last event of a group that will be looked at soon.
  @inline(__always)
  func prefetch(_ group: Group, _ logs: Span<EventLog>) {
    let last = entries[Int(group.last) - 1]
    EventLog.prefetch(logs[Int(last.log)].slabs.span, at: last.place)
  }

  /// Calls `body` with each event of a group and the number of its log.
  @inline(__always)
  func forEachEvent(
    of group: Group, _ logs: Span<EventLog>, _ body: (LoggedEvent, Int) -> Void
  ) {
    var link = group.last
    while link != 0 {
      let entry = entries[Int(link) - 1]
      body(EventLog.event(logs[Int(entry.log)].slabs.span, at: entry.place), Int(entry.log))
      link = entry.previous
    }
  }

  /// Sorts the groups by their hashes, and by their ids where those are the same.
  mutating func sort(_ logs: [EventLog]) {
    groups = groups.sorted { a, b in
      a.hash == b.hash ? idPrecedes(a, b, logs) : a.hash < b.hash
    }
  }

  /// The groups in the order of their homes, and of their ids within a home, each with the word of its
  /// home.
  func sortedByHome(_ logs: [EventLog]) -> [(group: Group, word: UInt64)] {
    let places = groups.map { group in
      let (id, log) = id(of: group, logs.span)
      let home = id.home(logs[log].overflow)
      return (group: group, word: home.word, sortWord: id.sortWord(in: home, logs[log].overflow))
    }
    let sorted = places.sorted { a, b in
      if a.word != b.word { return a.word < b.word }
      return a.sortWord == b.sortWord
        ? idPrecedes(a.group, b.group, logs) : a.sortWord < b.sortWord
    }
    return sorted.map { ($0.group, $0.word) }
  }

  private func idPrecedes(_ a: Group, _ b: Group, _ logs: [EventLog]) -> Bool {
    let (idA, logA) = id(of: a, logs.span)
    let (idB, logB) = id(of: b, logs.span)
    return idA.precedes(idB, logs[logA].overflow, logs[logB].overflow)
  }
}
