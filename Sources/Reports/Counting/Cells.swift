internal import Callbacks
internal import Lifecycles
internal import Primitives

/// The cells of a report, found by their keys while messages go by.
///
/// Keys lie flat, `parts.count` words each, and are built in place: a lifecycle that falls into a
/// known cell allocates nothing.
struct Cells<Cell: ReportCell>: Sendable {
  let parts: [KeyPart]
  private var entries: [Entry] = []
  /// Lifecycles that were counted in some cell.
  private(set) var lifecycleCount = 0
  private var keys: [UInt64] = []
  private var index = HashIndex()
  private let keyHash = StableHash.perProcess
  private var grid: PeriodGrid
  private var key: [UInt64]
  private let fold: KeyFold?
  private let redaction: Redaction?
  /// The cell of ``key``, if it has been found: neighbours are often alike.
  private var lastCell: Int?
  /// Where rows are told apart by the type alone: the cells of known types, by their words.
  private var typeCells: [Int?]
  private var message = 0
  /// What the cells hold besides themselves, in bytes.
  private var heldByteCount = 0
  /// What the keys take as they are written.
  private var keyByteCount = 0
  /// For a key that is added.
  private var written: [UInt8] = []

  private struct Entry {
    var cell = Cell.identity
    /// The last message that touched it, for counting each message once a cell.
    var lastMessage = 0
  }

  /// - Parameters:
  ///   - division: What rows are told apart by.
  ///   - ownKeys: The report's own.
  ///   - keptKeys: By which also folded rows are told apart.
  init(_ division: Division, ownKeys: [KeyPart], keptKeys: [KeyPart] = []) {
    parts = division.keyParts(ownKeys: ownKeys)
    grid = PeriodGrid(division.bucket, zone: division.zone)
    key = Array(repeating: 0, count: parts.count)
    typeCells = parts == [.eventType] ? Array(repeating: nil, count: EventType.allCases.count) : []
    redaction = division.redaction
    if let greatest = division.greatest {
      fold = KeyFold(greatest, parts, keptKeys: keptKeys, redaction)
    } else {
      fold = nil
    }
  }

  /// Bytes of memory that the cells take, and that sealing them will take: about, and rather too
  /// many than too few.
  var byteCount: Int {
    // Arrays that grow are up to twice as large as what they hold; a slot of the index takes eight
    // bytes, of which a quarter is free. When keys are sorted, each lies there as bytes as well, and
    // once more where it is sealed.
    let table = 2 * (MemoryLayout<Entry>.stride + 8 * parts.count + 16)
    let sorting = MemoryLayout<SortedKeys.Entry>.stride
    return count * (table + sorting) + 2 * heldByteCount + 3 * keyByteCount
  }

  /// How many cells there are.
  var count: Int { entries.count }

  /// Begins a message, whose lifecycles are all counted before the next one begins.
  mutating func beginMessage() {
    message += 1
  }

  /// Notes that a lifecycle was counted, however many cells it touches.
  mutating func countLifecycle() {
    lifecycleCount += 1
  }

  /// Changes the cell of a lifecycle, which is added if there is none.
  ///
  /// - Parameters:
  ///   - message: The message that was begun.
  ///   - lifecycle: Which of its lifecycles.
  ///   - type: Of the event that is counted, where rows count events.
  ///   - pool: Holds the texts of the message.
  ///   - change: Gets the cell, and whether the current message changes it for the first time.
  /// - Returns: Its number.
  @discardableResult
  mutating func update(
    _ message: Message, _ lifecycle: Int, type: TypeID? = nil, _ pool: TextPool,
    _ change: (inout Cell, _ isFirstOfMessage: Bool) -> Void
  ) -> Int {
    let cell = find(message, lifecycle, type, pool)
    let number = self.message
    heldByteCount += Self.growth(of: &entries[cell]) { entry in
      let isFirst = entry.lastMessage != number
      entry.lastMessage = number
      change(&entry.cell, isFirst)
    }
    return cell
  }

  /// Changes a cell once more.
  mutating func update(_ cell: Int, _ change: (inout Cell) -> Void) {
    heldByteCount += Self.growth(of: &entries[cell]) { change(&$0.cell) }
  }

  /// Changes an entry in place, which looking at it through the array would not: the array asks before
  /// each write whether it is shared.
  @inline(__always)
  private static func growth(of entry: inout Entry, by change: (inout Entry) -> Void) -> Int {
    let before = entry.cell.heldByteCount
    change(&entry)
    return entry.cell.heldByteCount - before
  }

  /// Finds the cell of a lifecycle, or adds it.
  private mutating func find(
    _ message: Message, _ lifecycle: Int, _ type: TypeID?, _ pool: TextPool
  ) -> Int {
    // The rule in one report, and then nothing has to be found.
    let typeWord = type.map { Int($0.word) } ?? .max
    if typeWord < typeCells.count, let known = typeCells[typeWord] { return known }
    for position in parts.indices {
      let word =
        switch parts[position] {
        case .period:
          RowKey.word(
            message.creationTime.map { grid.start(of: $0).millisecondsSinceEpoch })
        case .fold: UInt64(0)
        case .dimension(let dimension): dimension.word(message, lifecycle, pool)
        case .eventType: type.map(\.word) ?? 0
        }
      guard key[position] != word else { continue }
      key[position] = word
      lastCell = nil
    }
    let cell = lastCell ?? findOrAdd(pool)
    lastCell = cell
    if typeWord < typeCells.count { typeCells[typeWord] = cell }
    return cell
  }

  /// The cell of ``key``, or the one that it is folded into.
  private mutating func findOrAdd(_ pool: TextPool) -> Int {
    let hash = keyHash.hash(key.span)
    if let known = Self.find(key, hash, in: keys, index) { return known }
    return addUnknown(pool, hash)
  }

  @inline(never)
  private mutating func addUnknown(_ pool: TextPool, _ hash: UInt64) -> Int {
    guard let folded = fold?.folded(key, pool) else { return add(key, hash, pool) }
    let foldedHash = keyHash.hash(folded.span)
    return Self.find(folded, foldedHash, in: keys, index) ?? add(folded, foldedHash, pool)
  }

  private mutating func add(_ key: [UInt64], _ hash: UInt64, _ pool: TextPool) -> Int {
    let entry = entries.count
    index.insert(hash, entry: entry)
    keys.append(contentsOf: key)
    entries.append(Entry())
    written.removeAll(keepingCapacity: true)
    appendKey(of: entry, pool, to: &written)
    keyByteCount += written.count
    return entry
  }

  // What it needs and not itself, which would be copied whole to be asked.
  private static func find(
    _ key: [UInt64], _ hash: UInt64, in keys: [UInt64], _ index: HashIndex
  ) -> Int? {
    let (keys, key) = (keys.span, key.span)
    var probe = index.probe(hash)
    while let entry = index.next(&probe) {
      let start = entry * key.count
      var position = 0
      while position < key.count, keys[start + position] == key[position] { position += 1 }
      if position == key.count { return entry }
    }
    return nil
  }

  /// Appends the key of a cell, as it is written.
  private func appendKey(of cell: Int, _ pool: TextPool, to output: inout [UInt8]) {
    for (position, part) in parts.enumerated() {
      part.appendKey(keys[cell * parts.count + position], pool, redaction, to: &output)
    }
  }
}

extension Cells {
  /// Calls `body` with all records of the cells, in ascending order of their keys.
  ///
  /// - Parameters:
  ///   - pool: The one of all messages that were counted.
  ///   - prefix: What all keys are to begin with.
  ///   - body: Gets key and value of a record.
  /// - Throws: What `body` throws.
  func forEachRecord<Failure: Error>(
    _ pool: TextPool, prefix: [UInt8] = [],
    _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var sorted = SortedKeys(byteCount: keyByteCount + prefix.count * count)
    for cell in entries.indices {
      sorted.append(cell) { key in
        key.append(contentsOf: prefix)
        appendKey(of: cell, pool, to: &key)
      }
    }
    sorted.sort()
    var value: [UInt8] = []
    for position in sorted.indices {
      let cell = entries[sorted.cell(at: position)].cell
      value.removeAll(keepingCapacity: true)
      cell.append(to: &value)
      var key = sorted.key(at: position)
      try body(key.span, value.span)
      let count = key.count
      try cell.forEachDetail { detail throws(Failure) in
        key.removeSubrange(count...)
        key.append(detail)
        try body(key.span, [UInt8]().span)
      }
    }
  }
}

/// The keys of cells as bytes, to be sorted.
struct SortedKeys {
  struct Entry {
    /// The first bytes of the key, most significant first: they decide nearly always.
    var prefix: UInt64
    var start: Int
    var end: Int
    var cell: Int
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  /// - Parameter byteCount: How many bytes the keys have.
  init(byteCount: Int) {
    bytes.reserveCapacity(byteCount)
  }

  var indices: Range<Int> { entries.indices }

  func cell(at position: Int) -> Int { entries[position].cell }

  func key(at position: Int) -> [UInt8] {
    Array(bytes[entries[position].start..<entries[position].end])
  }

  /// Adds the key of a cell, which `write` appends.
  mutating func append(_ cell: Int, _ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    var prefix: UInt64 = 0
    for index in start..<min(bytes.count, start + 8) {
      prefix |= UInt64(bytes[index]) << UInt64(56 - (index - start) * 8)
    }
    entries.append(Entry(prefix: prefix, start: start, end: bytes.count, cell: cell))
  }

  mutating func sort() {
    let bytes = bytes
    entries.sort { a, b in
      a.prefix == b.prefix
        ? bytes.span.extracting(a.start..<a.end).precedes(bytes.span.extracting(b.start..<b.end))
        : a.prefix < b.prefix
    }
  }
}
