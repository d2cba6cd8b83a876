internal import Primitives

/// The keys that occur, each with the two that stood behind it last.
///
/// A service writes its events with the same members in the same order, give or take a few. After
/// each key, its quotes and its colon, one comparison of two words then recognises the next; any
/// other order costs no more than having guessed wrong. The same key in a message and in another
/// object is two keys here, for what follows differs.
struct KeyChain {
  /// The number of a key.
  typealias Link = UInt8

  /// What stands before the first key of an object that is no message.
  static let objectStart: Link = 0
  /// What stands before the first key of a message.
  static let messageStart: Link = 1
  /// A key of an object that is not kept: it is too long, or written in an unusual way.
  private static let unusualInObject: Link = 2
  private static let unusualInMessage: Link = 3
  /// The first that stands for a key.
  private static let firstKey = 4

  /// `"key":`, as it is compared.
  struct Key {
    /// The first word, and the last; of a key shorter than a word masked, and the same.
    fileprivate var first: UInt64 = 1
    fileprivate var last: UInt64 = 1
    /// 0 as long as there is no key, so that it matches nowhere.
    fileprivate var mask: UInt64 = 0
    fileprivate var lastOffset: UInt8 = 0
    fileprivate(set) var count: UInt8 = 0
    fileprivate(set) var member = MemberKey.other
    fileprivate(set) var link: Link = 0

    /// Two words that may overlap cover a key.
    fileprivate static let longestCount = 16

    /// Whether the key stands at `offset`.
    @inline(__always)
    func matches(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
      guard bytes.count &- offset >= Self.longestCount else { return false }
      let firstDifference = bytes.word(at: offset) & mask ^ first
      let lastDifference = bytes.word(at: offset &+ Int(lastOffset)) & mask ^ last
      return firstDifference | lastDifference == 0
    }
  }

  private static let capacity = 128

  // Arrays, because inline ones would be copied whole to read one of their elements.
  private var keys = [Key](repeating: Key(), count: capacity)
  private var keyCount = 0
  /// By link: what stands behind it.
  private var successors = [Successors](repeating: Successors(), count: capacity)

  private struct Successors {
    /// The key that stood there last.
    var last = Key()
    /// The key that stood there before that.
    var other = Key()
  }

  /// The key that is most likely to follow.
  @inline(__always)
  func next(after link: Link) -> Key { successors[Int(link)].last }

  /// The key that stands at `offset` behind `link`, if it is the second most likely.
  @inline(__always)
  mutating func alternative(
    after link: Link, _ bytes: Span<UInt8>, at offset: Int
  ) -> Key? {
    let key = successors[Int(link)].other
    guard key.matches(bytes, at: offset) else { return nil }
    successors[Int(link)] = Successors(last: key, other: successors[Int(link)].last)
    return key
  }

  /// Takes note that the key with its quotes and its colon in `range` stands behind `previous`.
  ///
  /// - Returns: Its link.
  mutating func follow(
    _ previous: Link, _ bytes: Span<UInt8>, _ range: Range<Int>, _ member: MemberKey
  ) -> Link {
    guard range.count <= Key.longestCount, bytes.count - range.lowerBound >= 8 else {
      return unusual(after: previous)
    }
    var key = Key()
    key.mask = range.count < 8 ? 1 << UInt64(range.count * 8) - 1 : .max
    key.count = UInt8(range.count)
    key.lastOffset = key.count < 8 ? 0 : key.count - 8
    key.first = bytes.word(at: range.lowerBound) & key.mask
    key.last = bytes.word(at: range.lowerBound + Int(key.lastOffset)) & key.mask
    key.member = member
    guard keep(&key, inMessage: isInMessage(previous)) else { return unusual(after: previous) }
    successors[Int(previous)] = Successors(last: key, other: successors[Int(previous)].last)
    return key.link
  }

  /// Finds or makes the link of a key.
  ///
  /// - Returns: `false` when there is no room, and all were forgotten.
  private mutating func keep(_ key: inout Key, inMessage isInMessage: Bool) -> Bool {
    let hash = StableHash.fold(key.first ^ (key.last &+ 1), 0x9E37_79B9_7F4A_7C15)
    // Odd links are those in messages, as those that stand for no key.
    let places = (Self.capacity - Self.firstKey) / 2
    var place = Int(hash % UInt64(places))
    while true {
      key.link = Link(Self.firstKey + place * 2 + (isInMessage ? 1 : 0))
      let known = keys[Int(key.link)]
      if known.count == 0 { break }
      if known.first == key.first, known.last == key.last, known.count == key.count { return true }
      place = place + 1 < places ? place + 1 : 0
    }
    // Keys that vary without end are not worth keeping, and must leave a place free to stop at.
    guard keyCount < places - 8 else {
      self = KeyChain()
      return false
    }
    keyCount += 1
    keys[Int(key.link)] = key
    return true
  }

  private func isInMessage(_ link: Link) -> Bool { link & 1 == 1 }

  /// The link of a key that is not kept.
  func unusual(after link: Link) -> Link {
    isInMessage(link) ? Self.unusualInMessage : Self.unusualInObject
  }
}
