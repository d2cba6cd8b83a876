internal import Lifecycles
internal import Primitives

/// Inbound messages, to be gathered into the ones that were sent.
///
/// Who owns several recipients of a group gets a copy for each, with an id of its own. Copies are
/// alike in sender, recipients, text and attachments, and follow each other within a minute.
struct CopySet: Equatable, Sendable {
  /// In no particular order.
  private var copies: [Copy] = []
  /// Messages of unknown creation time, which nothing gathers.
  private(set) var timeless: Int64 = 0
  /// How many messages the copies were made of, as far as ``follow(_:)`` has seen them.
  private var chains = CopyChains()

  init() {}

  /// Copies that are kept elsewhere, except those of unknown creation time.
  init(timeless: Int64) {
    self.timeless = timeless
  }

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
    copies.append(Copy(signature: signature, creationTime: time))
  }

  mutating func merge(_ other: CopySet) {
    copies += other.copies
    timeless += other.timeless
  }

  /// Bytes of memory, those included that the copies take as records when they are sealed.
  var heldByteCount: Int { copies.count * (Copy.byteCount + 8) }

  /// Calls `body` with every copy in order, and with those that are equal once: they never make a
  /// message of their own.
  func forEachDistinct<Failure: Error>(
    _ body: (Copy) throws(Failure) -> Void
  ) throws(Failure) {
    var last: Copy?
    for copy in copies.sorted() where copy != last {
      try body(copy)
      last = copy
    }
  }

  /// Takes in a copy that is kept elsewhere; they come in order.
  mutating func follow(_ copy: Copy) {
    chains.follow(copy)
  }

  /// How many messages the copies were made of that were followed, or have no time.
  var logicalCount: Int64 { timeless + chains.count }

  static func == (a: CopySet, b: CopySet) -> Bool {
    a.timeless == b.timeless && a.chains == b.chains && a.copies.sorted() == b.copies.sorted()
  }
}

/// What decides which inbound messages are copies of one.
struct Copy: Hashable, Comparable {
  /// Of all that copies have in common.
  let signature: UInt64
  let creationTime: Timestamp

  static func < (a: Copy, b: Copy) -> Bool {
    (a.signature, a.creationTime) < (b.signature, b.creationTime)
  }
}

extension Copy {
  static let byteCount = 16

  /// Bytes that have the order of copies.
  func append(to output: inout [UInt8]) {
    output.append(bigEndian: signature)
    output.append(bigEndian: UInt64(bitPattern: creationTime.millisecondsSinceEpoch) ^ 1 << 63)
  }

  init(_ bytes: Span<UInt8>) throws(RecordDamage) {
    guard bytes.count == Self.byteCount else { throw RecordDamage() }
    let milliseconds = Int64(bitPattern: bytes.word(at: 8).byteSwapped ^ 1 << 63)
    guard let time = Timestamp(checkedMilliseconds: milliseconds) else { throw RecordDamage() }
    self.init(signature: bytes.word(at: 0).byteSwapped, creationTime: time)
  }
}

/// Counts the messages that copies were made of, which come in order.
private struct CopyChains: Equatable, Sendable {
  private(set) var count: Int64 = 0
  private var last: Copy?

  private static let longestGap = Milliseconds.minute

  mutating func follow(_ copy: Copy) {
    let isFollowUp =
      last.map { last in
        last.signature == copy.signature
          && copy.creationTime <= last.creationTime.advanced(byMilliseconds: Self.longestGap)
      } ?? false
    if !isFollowUp { count += 1 }
    last = copy
  }
}
