internal import Primitives

// Texts in the records of a run. The first record of a block that uses a text spells it out, and
// all further ones give its number: what occurs again and again costs a byte or two.

/// The texts that were spelled out in a block that is being written.
struct WrittenTexts: Sendable {
  /// By id: its number in the block it was last written in, from 1 on.
  private var numbers: [UInt32] = []
  /// By id: which block that was.
  private var blocks: [UInt32] = []
  private var block: UInt32 = 1
  private var count: UInt32 = 0
  /// Of the pool that the ids are of.
  private var generation = 0

  mutating func beginBlock() {
    block += 1
    count = 0
  }

  /// Goes on with the ids of a pool.
  ///
  /// If it has taken the place of the one before, a text of the block may be spelled out twice.
  mutating func follow(_ pool: TextPool) {
    guard pool.generation != generation else { return }
    generation = pool.generation
    numbers.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
  }

  /// The most bytes that a reference to a text takes now.
  func room(for id: TextID, _ pool: TextPool) -> Int {
    let number = OutputSpan<UInt8>.longestVarint
    return id.isMissing || isSpelledOut(id) ? number : 2 * number + pool.with(id) { $0.count }
  }

  private func isSpelledOut(_ id: TextID) -> Bool {
    let index = Int(id.number)
    return index < blocks.count && blocks[index] == block
  }

  /// Appends a reference, and the text itself where it is the first in the block.
  ///
  /// - Precondition: There is ``room(for:_:)`` for it.
  mutating func append(_ id: TextID, _ pool: TextPool, to output: inout OutputSpan<UInt8>) {
    guard !id.isMissing else { return output.append(0) }
    let index = Int(id.number)
    guard !isSpelledOut(id) else { return output.append(varint: UInt64(numbers[index])) }
    while blocks.count <= index {
      numbers.append(0)
      blocks.append(0)
    }
    count += 1
    numbers[index] = count
    blocks[index] = block
    output.append(varint: UInt64(count))
    pool.with(id) { text in
      output.append(varint: UInt64(text.count))
      output.append(text)
    }
  }
}

/// The texts that were spelled out in a block that is being read, by their number less one.
struct ReadTexts: Sendable {
  private var ids: [TextID] = []

  mutating func beginBlock() {
    ids.removeAll(keepingCapacity: true)
  }

  /// Reads a reference, and finds or adds the text in `pool`.
  mutating func read(
    _ bytes: Span<UInt8>, _ reader: inout RecordReader, _ pool: inout TextPool
  ) throws(RecordDamage) -> TextID {
    let number = try reader.number(bytes)
    guard number != 0 else { return .missing }
    if number <= ids.count { return ids[Int(number) - 1] }
    guard number == ids.count + 1 else { throw RecordDamage() }
    let range = try reader.range(bytes)
    guard !range.isEmpty else { throw RecordDamage() }
    let id = pool.intern(bytes.extracting(range))
    ids.append(id)
    return id
  }

  /// Adds the texts to another pool, in which they are found from now on.
  mutating func move(from pool: TextPool, to other: inout TextPool) {
    for index in ids.indices { ids[index] = pool.with(ids[index]) { other.intern($0) } }
  }
}
