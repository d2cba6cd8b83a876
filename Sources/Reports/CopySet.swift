internal import Lifecycles
internal import Primitives

/// Inbound messages, to be gathered into the ones that were sent.
///
/// Who owns several recipients of a group gets a copy for each, with an id of its own. Copies are
/// alike in sender, recipients, text and attachments, and follow each other within a minute.
struct CopySet: Equatable, Sendable {
  private struct Copy: Hashable, Comparable {
    /// Of all that copies have in common.
    var signature: UInt64
    var creationTime: Int64

    static func < (a: Copy, b: Copy) -> Bool {
      (a.signature, a.creationTime) < (b.signature, b.creationTime)
    }
  }

  /// In no particular order.
  private var copies: [Copy] = []
  /// Messages of unknown creation time, which nothing gathers.
  private var timeless: Int64 = 0

  private static let longestGap: Int64 = 60_000

  mutating func insert(_ message: Message, _ pool: TextPool) {
    guard let time = message.creationTime else {
      timeless += 1
      return
    }
    let facts = message.facts
    var signature = StableHash.stable.hash(facts.sender.bytes(in: pool).span)
    for word in [facts.recipientsHash, facts.textHash, UInt64(facts.mediaCount)] {
      signature = StableHash.fold(signature ^ word, 0xA076_1D64_78BD_642F) ^ word
    }
    copies.append(Copy(signature: signature, creationTime: time.millisecondsSinceEpoch))
  }

  mutating func merge(_ other: CopySet) {
    copies += other.copies
    timeless += other.timeless
  }

  /// How many messages the copies were made of.
  var logicalCount: Int64 {
    let sorted = copies.sorted()
    var count = timeless
    for (index, copy) in sorted.enumerated() {
      let isFollowUp =
        index > 0 && sorted[index - 1].signature == copy.signature
        && copy.creationTime - sorted[index - 1].creationTime <= Self.longestGap
      if !isFollowUp { count += 1 }
    }
    return count
  }

  static func == (a: CopySet, b: CopySet) -> Bool {
    a.timeless == b.timeless && a.copies.sorted() == b.copies.sorted()
  }
}
