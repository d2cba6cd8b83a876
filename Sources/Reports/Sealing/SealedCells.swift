internal import Primitives

/// Records of cells in memory, in ascending order of their keys: what a run holds, without the file.
///
/// A record stands behind the one before it:
///
///     shared  varint  bytes at the beginning of the key that are those of the key before
///     rest    varint  bytes of the key behind them
///     value   varint  bytes of the value
///     the rest of the key, and the value
struct SealedCells: Sendable {
  fileprivate private(set) var bytes: [UInt8] = []
  private var lastKey: [UInt8] = []

  var isEmpty: Bool { bytes.isEmpty }

  /// Adds a record.
  ///
  /// - Precondition: `key` comes after all keys so far.
  mutating func append(key: Span<UInt8>, value: Span<UInt8>) {
    precondition(isEmpty || lastKey.span.precedes(key), "keys do not ascend")
    var shared = 0
    while shared < lastKey.count, shared < key.count, lastKey[shared] == key[shared] { shared += 1 }
    bytes.append(varint: UInt64(shared))
    bytes.append(varint: UInt64(key.count - shared))
    bytes.append(varint: UInt64(value.count))
    bytes.append(key.extracting(shared..<key.count))
    bytes.append(value)
    lastKey.removeAll(keepingCapacity: true)
    lastKey.append(key)
  }

  /// A place in the records.
  struct Cursor {
    private let cells: SealedCells
    private var position = 0
    private(set) var isAtEnd = false
    /// Of the current record.
    private(set) var key: [UInt8] = []
    private var value = 0..<0

    /// Stands at the first record.
    init(_ cells: SealedCells) {
      self.cells = cells
      advance()
    }

    /// Appends the value of the current record.
    func appendValue(to output: inout [UInt8]) {
      output.append(cells.bytes.span.extracting(value))
    }

    mutating func advance() {
      position = value.upperBound
      guard position < cells.bytes.count else {
        isAtEnd = true
        return
      }
      let (shared, rest, valueCount) = (number(), number(), number())
      let valueStart = position + rest
      key.removeSubrange(shared...)
      key.append(contentsOf: cells.bytes[position..<valueStart])
      value = valueStart..<valueStart + valueCount
    }

    private mutating func number() -> Int {
      var next = position
      guard let number = cells.bytes.span.varint64(at: &next, before: cells.bytes.count) else {
        preconditionFailure("sealed cells have changed")
      }
      position = next
      return Int(number)
    }
  }
}
