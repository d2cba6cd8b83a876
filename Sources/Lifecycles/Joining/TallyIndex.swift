internal import Primitives

/// Finds the tallies of a message by lifecycle and type.
struct TallyIndex: Sendable {
  private var index = HashIndex()
  /// By tally.
  private var keys: [Key] = []

  private struct Key: Equatable {
    let type: TypeID
    let lifecycle: Int

    var hash: UInt64 {
      StableHash.perProcess.hash(type.word, UInt64(lifecycle))
    }
  }

  /// Adds the next tally.
  mutating func append(_ type: TypeID, _ lifecycle: Int) {
    let key = Key(type: type, lifecycle: lifecycle)
    index.insert(key.hash, entry: keys.count)
    keys.append(key)
  }

  /// The number of a tally; `nil` if there is none.
  func find(_ type: TypeID, _ lifecycle: Int) -> Int? {
    let key = Key(type: type, lifecycle: lifecycle)
    var probe = index.probe(key.hash)
    while let number = index.next(&probe) {
      if keys[number] == key { return number }
    }
    return nil
  }
}
