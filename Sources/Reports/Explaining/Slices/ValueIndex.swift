internal import Lifecycles
internal import Primitives

/// Values that may be part of a slice that is named, with numbers.
struct ValueIndex: Sendable {
  /// A value, by the word of ``LifecycleWords``.
  struct Entry: Hashable {
    let dimension: Dimension
    let word: UInt64
  }

  private(set) var entries: [Entry] = []
  private var index = HashIndex()
  private let hash = StableHash.perProcess

  mutating func insert(_ entry: Entry) {
    precondition(entries.count < SliceKey.valueLimit, "more values than numbers")
    index.insert(hash(entry), entry: entries.count)
    entries.append(entry)
  }

  func number(of entry: Entry) -> Int? {
    var probe = index.probe(hash(entry))
    while let number = index.next(&probe) {
      if entries[number] == entry { return number }
    }
    return nil
  }

  private func hash(_ entry: Entry) -> UInt64 {
    hash.hash(entry.word) &+ UInt64(truncatingIfNeeded: entry.dimension.rank)
  }
}

extension Dimension {
  /// All dimensions in the order in which slices are named, by ``rank``.
  ///
  /// What is more general comes first: of slices that hold the same lifecycles the first is named, unless it
  /// has a missing value.
  static let inOrder: [Dimension] = allCases.sorted { $0.rank < $1.rank }

  /// Its place in the order in which slices are named.
  var rank: Int {
    switch self {
    case .application: 0
    case .sender: 1
    case .senderType: 2
    case .recipientArea: 3
    case .carrier: 4
    case .tag: 5
    case .kind: 6
    case .channel: 7
    case .priority: 8
    case .direction: 9
    case .groupSize: 10
    case .segmentCount: 11
    case .recipient: 12
    case .errorCode: 13
    }
  }
}
