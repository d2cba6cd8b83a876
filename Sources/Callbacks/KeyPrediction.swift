internal import Primitives

/// The key that stood last at one place of an object.
///
/// A service writes its events with the same members in the same order, give or take a few. One or
/// two comparisons of words then recognise a key, its quotes and its colon; any other order costs
/// no more than having guessed wrong.
struct KeyPrediction {
  /// Of `"key":`, in bytes; 0 predicts nothing.
  private var count = 0
  private var first: UInt64 = 0
  private var firstMask: UInt64 = 0
  private var last: UInt64 = 0
  private(set) var key = MemberKey.other

  /// Two words that may overlap cover the key.
  private static let longestCount = 16

  /// The length of the predicted text, if it begins at `offset`; else 0.
  @inline(__always)
  func match(_ bytes: Span<UInt8>, at offset: Int) -> Int {
    guard count > 0, bytes.count - offset >= Self.longestCount,
      bytes.word(at: offset) & firstMask == first,
      count <= 8 || bytes.word(at: offset + count - 8) == last
    else { return 0 }
    return count
  }

  /// Predicts the key with its quotes and its colon in `range`.
  mutating func update(_ bytes: Span<UInt8>, _ range: Range<Int>, _ key: MemberKey) {
    count = 0
    guard range.count <= Self.longestCount, bytes.count - range.lowerBound >= 8 else { return }
    count = range.count
    firstMask = count < 8 ? 1 << UInt64(count * 8) - 1 : .max
    first = bytes.word(at: range.lowerBound) & firstMask
    last = count > 8 ? bytes.word(at: range.upperBound - 8) : 0
    self.key = key
  }
}

/// A prediction for each of the first places in a message, and in any other object.
struct KeyPredictions {
  private static let places = 32
  private var predictions = InlineArray<64, KeyPrediction>(repeating: KeyPrediction())

  @inline(__always)
  static func slot(place: Int, isMessage: Bool) -> Int {
    min(place, places - 1) + (isMessage ? places : 0)
  }

  @inline(__always)
  subscript(slot: Int) -> KeyPrediction {
    get { predictions[slot] }
    _modify { yield &predictions[slot] }
  }
}
