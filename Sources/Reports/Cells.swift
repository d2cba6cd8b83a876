internal import Callbacks
internal import Lifecycles
internal import Primitives

/// The cells of a report, found by their keys while messages go by.
///
/// Keys lie flat, `parts.count` words each, and are built in place: a lifecycle that falls into a
/// known cell allocates nothing.
struct Cells<Cell: Mergeable & Sendable>: Sendable {
  let parts: [KeyPart]
  private(set) var cells: [Cell] = []
  /// Lifecycles that were counted in some cell.
  private(set) var lifecycleCount = 0
  private var keys: [UInt64] = []
  private var index = HashIndex()
  private var grid: PeriodGrid
  private var key: [UInt64]
  /// Per cell the last message that touched it, for counting each message once a cell.
  private var lastMessages: [Int] = []
  private var message = 0

  init(_ slice: Slice, ownKeys: [KeyPart]) {
    parts = slice.keyParts(ownKeys: ownKeys)
    grid = PeriodGrid(slice.bucket, zone: slice.zone)
    key = Array(repeating: 0, count: parts.count)
  }

  /// Begins a message, whose lifecycles are all counted before the next one begins.
  mutating func beginMessage() {
    message += 1
  }

  /// Notes that a lifecycle was counted, however many cells it touches.
  mutating func countLifecycle() {
    lifecycleCount += 1
  }

  /// Finds the cell of a lifecycle, or adds it.
  ///
  /// - Returns: Its number, and whether the current message touches it for the first time.
  mutating func touch(
    _ message: Message, _ lifecycle: Lifecycle, type: TypeID? = nil, _ pool: TextPool
  ) -> (cell: Int, isFirstOfMessage: Bool) {
    for position in parts.indices {
      key[position] =
        switch parts[position] {
        case .period:
          RowKey.word(
            message.creationTime.map { grid.start(of: $0).millisecondsSinceEpoch })
        case .dimension(let dimension): dimension.word(message, lifecycle, pool)
        case .eventType: type.map(\.word) ?? 0
        }
    }
    let cell = findOrAdd()
    let isFirst = lastMessages[cell] != self.message
    lastMessages[cell] = self.message
    return (cell, isFirst)
  }

  /// Changes a cell.
  mutating func update(_ cell: Int, _ change: (inout Cell) -> Void) {
    change(&cells[cell])
  }

  /// Adds the cells of other partitions of the same store.
  mutating func merge(_ other: Cells) {
    for number in other.cells.indices {
      for position in parts.indices { key[position] = other.keys[number * parts.count + position] }
      cells[findOrAdd()].merge(other.cells[number])
    }
    lifecycleCount += other.lifecycleCount
  }

  /// The cell of ``key``.
  private mutating func findOrAdd() -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in key { hash = StableHash.fold(hash ^ word, 0xD6E8_FEB8_6659_FD93) }
    var probe = index.probe(hash)
    while let entry = index.next(&probe) {
      if hasKey(entry) { return entry }
    }
    let entry = cells.count
    index.insert(hash, entry: entry)
    keys.append(contentsOf: key)
    cells.append(.identity)
    lastMessages.append(0)
    return entry
  }

  private func hasKey(_ cell: Int) -> Bool {
    for position in key.indices where keys[cell * key.count + position] != key[position] {
      return false
    }
    return true
  }

  /// The key of a cell, as shown.
  func keyValues(of cell: Int, _ pool: TextPool) -> [KeyValue] {
    parts.indices.map { position in
      let word = keys[cell * parts.count + position]
      return switch parts[position] {
      case .period:
        .period(word == 0 ? nil : Timestamp(millisecondsSinceEpoch: RowKey.integer(word)))
      case .dimension(let dimension): .value(dimension.value(word, pool))
      case .eventType: .value(TypeID(word: word).map { Value($0, pool) } ?? .missing)
      }
    }
  }
}

/// One part of the key of a row.
enum KeyValue {
  case period(Timestamp?)
  case value(Value)

  /// What rows are sorted by; periods by time, not by how they are written.
  var sortValue: Value {
    switch self {
    case .period(let start): Value(start)
    case .value(let value): value
    }
  }
}

extension Value {
  /// The name of a type.
  init(_ type: TypeID, _ pool: TextPool) {
    self = type.type == .unknown ? .text(pool[type.name]) : Value(type.type.name)
  }
}
