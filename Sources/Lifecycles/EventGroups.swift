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
  private let secretHash = StableHash.perProcess

  init(_ order: MessageOrder) {
    hash = order.hash
    isSecret = order != .stable
  }

  /// Gathers the events of a partition.
  mutating func gather(_ partition: Int, of logs: [EventLog]) {
    let count = logs.reduce(0) { $0 + $1.cellCount(in: partition) }
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    groups.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: capacity))
    for number in logs.indices {
      logs[number].forEachID(in: partition) { id, place in
        let entry = Entry(log: UInt32(number), place: place, previous: 0)
        let hash = id.hash(self.hash, logs[number].overflow)
        let slotHash = isSecret ? hash : id.hash(secretHash, logs[number].overflow)
        add(entry, id, hash, slotHash, logs)
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ entry: Entry, _ id: MessageID, _ hash: UInt64, _ slotHash: UInt64, _ logs: [EventLog]
  ) {
    var entry = entry
    // The highest bits may be those of the partition.
    var slot = Int(truncatingIfNeeded: slotHash) & (slots.count - 1)
    while slots[slot] != 0 {
      let group = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == slotHash >> 32, holds(group, id, entry.log, logs) {
        entry.previous = groups[group].last
        entries.append(entry)
        groups[group].last = UInt32(entries.count)
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    entries.append(entry)
    groups.append(Group(hash: hash, last: UInt32(entries.count)))
    slots[slot] = slotHash & 0xFFFF_FFFF_0000_0000 | UInt64(groups.count)
  }

  /// Whether a group is that of an id that was taken down in log number `log`.
  @inline(__always)
  private func holds(
    _ group: Int, _ id: MessageID, _ log: UInt32, _ logs: [EventLog]
  ) -> Bool {
    let last = entries[Int(groups[group].last) - 1]
    let other = logs[Int(last.log)].id(at: last.place)
    return id.equals(other, logs[Int(log)].overflow, logs[Int(last.log)].overflow)
  }

  /// The id of a group, and the number of the log in whose overflow its end lies.
  @inline(__always)
  func id(of group: Group, _ logs: Span<EventLog>) -> (id: MessageID, log: Int) {
    let last = entries[Int(group.last) - 1]
    return (logs[Int(last.log)].id(at: last.place), Int(last.log))
  }

  /// Asks for the last event of a group that will be looked at soon.
  @inline(__always)
  func prefetch(_ group: Group, _ logs: Span<EventLog>) {
    let last = entries[Int(group.last) - 1]
    logs[Int(last.log)].prefetch(last.place)
  }

  /// Calls `body` with each event of a group and the number of its log.
  @inline(__always)
  func forEachEvent(
    of group: Group, _ logs: Span<EventLog>, _ body: (EventRecord, Int) -> Void
  ) {
    var link = group.last
    while link != 0 {
      let entry = entries[Int(link) - 1]
      body(logs[Int(entry.log)][entry.place], Int(entry.log))
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
