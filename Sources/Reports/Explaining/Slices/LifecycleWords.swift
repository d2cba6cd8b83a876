internal import Lifecycles
internal import Primitives

/// Names the values of lifecycles by words that mean the same in every pool of texts.
///
/// A text is named by its hash: two of some million texts share one with a probability of 10^-7, and
/// the hash differs from process to process, so that nobody can prepare such a pair.
struct LifecycleWords: Sendable {
  private let hash: StableHash
  /// By text id what its text is named; 0 where that is not known yet.
  private var known: [UInt64] = []
  /// Texts that come often come early, and the others are not worth the memory.
  private static let knownLimit = 1 << 16

  /// - Parameter hash: That of the process, unless the same texts must meet in every one.
  init(hash: StableHash = .perProcess) {
    self.hash = hash
  }

  /// The word of a value; 0 where it is missing.
  mutating func word(
    _ dimension: Dimension, _ message: Message, _ lifecycle: Int, _ pool: TextPool
  ) -> UInt64 {
    let word = dimension.word(message, lifecycle, pool)
    switch dimension {
    case .application, .carrier, .tag, .channel, .priority:
      return text(TextID(number: UInt32(word)), pool)
    case .sender, .recipient: return PackedText(word: word).pooled.map { text($0, pool) } ?? word
    default: return word
    }
  }

  private mutating func text(_ id: TextID, _ pool: TextPool) -> UInt64 {
    guard !id.isMissing else { return 0 }
    let number = Int(id.number)
    guard number < Self.knownLimit else { return hashed(id, pool) }
    while known.count <= number { known.append(0) }
    if known[number] == 0 { known[number] = hashed(id, pool) }
    return known[number]
  }

  private func hashed(_ id: TextID, _ pool: TextPool) -> UInt64 {
    // Never that of the missing value.
    pool.with(id) { hash.hash($0) } | 1
  }

  mutating func forgetTexts() {
    known.removeAll(keepingCapacity: true)
  }
}

extension Dimension {
  /// The value of a lifecycle as it is shown; a long text is cut.
  func value(
    _ message: Message, _ lifecycle: Int, _ pool: TextPool, _ redaction: Redaction?
  ) -> Value {
    var key: [UInt8] = []
    let part = KeyPart.dimension(self)
    part.appendKey(word(message, lifecycle, pool), pool, redaction, to: &key)
    guard case .value(let value)? = try? key.span.keyValues([part]).first else { return .missing }
    guard case .text(let text) = value else { return value }
    return .text(Array(text.beginning(ofBytes: Self.shownByteCount)))
  }

  /// The most bytes of a text that are kept to be shown: whoever sends chooses the size of a tag.
  static let shownByteCount = 1000
}
