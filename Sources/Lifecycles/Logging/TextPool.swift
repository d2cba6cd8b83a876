internal import Primitives

/// A text in a ``TextPool``.
///
/// Ids are given out in order of first sight and mean nothing outside their pool.
public struct TextID: Hashable, BitwiseCopyable, Sendable {
  public var number: UInt32

  /// No text, which is the same as an empty one.
  public static let missing = TextID(number: 0)

  // Every pool begins with the names of the channels that tell kinds of messages apart.
  static let rbm = TextID(number: 1)
  static let mms = TextID(number: 2)

  @inlinable
  public init(number: UInt32) {
    self.number = number
  }

  @inlinable
  public var isMissing: Bool { number == 0 }
}

/// Texts that occur again and again, each kept once.
public struct TextPool: Sendable {
  private var bytes: [UInt8] = []
  /// Text `n` ends at `ends[n]`, where the next one begins; text 0 is the missing one.
  private var ends = [0]
  private var index = HashIndex()
  private let hash = StableHash.perProcess
  /// The texts that were sought last, each at its ``recentPlace(of:)``.
  private var recent = [TextID](repeating: .missing, count: recentCount)
  private static let recentCount = 256

  /// Bytes of memory in use, about.
  public private(set) var byteCount = 0
  /// How many pools came before it whose ids mean nothing here: 0 unless it takes the place of one.
  let generation: Int

  public init() {
    self.init(generation: 0)
  }

  /// An empty pool that takes the place of another.
  init(replacing other: TextPool) {
    self.init(generation: other.generation + 1)
  }

  private init(generation: Int) {
    self.generation = generation
    _ = intern(Array("RBM".utf8).span)
    _ = intern(Array("MMS".utf8).span)
  }

  /// Finds the text, or adds it.
  public mutating func intern(_ text: Span<UInt8>) -> TextID {
    guard !text.isEmpty else { return .missing }
    let place = Self.recentPlace(of: text)
    let known = recent[place]
    if holds(text, known) { return known }
    let id = findOrAdd(text)
    recent[place] = id
    return id
  }

  /// Where a text that was sought is remembered: by a few of its bytes, for most are of a few dozen
  /// that come again and again, and are told apart by less than a hash of all of them.
  @inline(__always)
  private static func recentPlace(of text: Span<UInt8>) -> Int {
    let count = text.count
    var words = (UInt64(count), UInt64(0))
    if count >= 8 {
      words.0 ^= text.word(at: 0) ^ text.word(at: (count &- 8) / 2)
      words.1 = text.word(at: count &- 8)
    } else {
      words.1 = UInt64(text[0]) | UInt64(text[count / 2]) << 8 | UInt64(text[count &- 1]) << 16
    }
    let product = (words.0 &* 3 ^ words.1) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 56)
  }

  @inline(never)
  private mutating func findOrAdd(_ text: Span<UInt8>) -> TextID {
    let hash = hash.hash(text)
    var probe = index.probe(hash)
    while let entry = index.next(&probe) {
      let id = TextID(number: UInt32(entry))
      if holds(text, id) { return id }
    }
    let entry = ends.count
    bytes.append(text)
    ends.append(bytes.count)
    index.insert(hash, entry: entry)
    byteCount = bytes.capacity + ends.capacity * 8 + index.byteCount + Self.recentCount * 4
    return TextID(number: UInt32(entry))
  }

  /// Whether `id` is that of the text.
  @inline(__always)
  func holds(_ text: Span<UInt8>, _ id: TextID) -> Bool {
    bytes.span.extracting(range(Int(id.number))).equals(text)
  }

  @inline(__always)
  private func range(_ entry: Int) -> Range<Int> {
    entry == 0 ? 0..<0 : ends[entry - 1]..<ends[entry]
  }

  /// Appends the bytes of a text.
  public func append(_ id: TextID, to output: inout [UInt8]) {
    output.append(bytes.span.extracting(range(Int(id.number))))
  }

  /// The bytes of a text.
  public subscript(id: TextID) -> [UInt8] {
    var text: [UInt8] = []
    append(id, to: &text)
    return text
  }

  /// Calls `body` with the bytes of a text.
  public func with<Result>(_ id: TextID, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(Int(id.number))))
  }

  /// The greater of two texts by bytes; a missing one is the least.
  @inline(__always)
  func greater(_ a: TextID, _ b: TextID) -> TextID {
    // What the events of one message say differs rarely.
    a == b ? a : greaterOfDifferent(a, b)
  }

  @inline(never)
  private func greaterOfDifferent(_ a: TextID, _ b: TextID) -> TextID {
    guard !b.isMissing else { return a }
    guard !a.isMissing else { return b }
    return with(a) { textA in with(b) { textA.precedes($0) } } ? b : a
  }

  /// Adds the texts of another pool.
  ///
  /// - Returns: For each text of the other pool, in order of its ids, the id it has here.
  mutating func merge(_ other: TextPool) -> [TextID] {
    (0..<other.ends.count).map { entry in
      other.with(TextID(number: UInt32(entry))) { intern($0) }
    }
  }
}
