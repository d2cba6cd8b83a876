internal import Primitives

/// The keys that occur, each with those that stood behind it last.
///
/// A service writes its events with the same members in the same order, give or take a few. After
/// each value, one comparison then recognises the next key, with all that stands around it; any other
/// order costs no more than having guessed wrong. The same key in a message and in another object is
/// two keys here, for what follows differs; so is one that is written in another way.
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

  struct Key {
    fileprivate(set) var text = KeyText.none
    fileprivate(set) var member = MemberKey.other
    fileprivate(set) var link: Link = 0
    fileprivate(set) var opening = Opening.other
    /// Where the value begins, of which the text holds the opening.
    fileprivate(set) var valueOffset: UInt8 = 0
    fileprivate(set) var passesLineFeed = false
  }

  /// What the value of a key began with.
  enum Opening: UInt8 {
    /// The quote of a string that is no more than a text.
    case string
    /// The bracket and the quote of an array: perhaps of a ``RawJSON/Kind/loneString``.
    case loneString
    case other

    /// - Returns: The opening of the value at `start`, and how many of its bytes belong to the key.
    fileprivate static func of(
      _ bytes: Span<UInt8>, at start: Int, _ member: MemberKey
    ) -> (Opening, count: Int) {
      switch bytes[start] {
      case UInt8(ascii: "\""): (member.mayBeEncoded ? .other : .string, 1)
      case UInt8(ascii: "["):
        start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "\"")
          ? (.loneString, 2) : (.other, 1)
      // Numbers differ from the first byte on.
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): (.other, 0)
      default: (.other, 1)
      }
    }
  }

  private static let capacity = 128

  // Arrays, because inline ones would be copied whole to read one of their elements.
  private var keys = [Key](repeating: Key(), count: capacity)
  private var keyCount = 0
  /// By link: what stands behind it.
  private var successors = [Successors](repeating: Successors(), count: capacity)

  /// The keys that stood behind another; those of no link where there were fewer.
  private struct Successors {
    /// The last one, here as well so that it is found without looking it up.
    var last = Key()
    /// The links of all, that of the last one first.
    private var links: UInt32 = 0

    static let count = 4

    subscript(place: Int) -> Link { Link(truncatingIfNeeded: links >> UInt32(place * 8)) }

    /// Puts a key first, and drops the one that was not met for longest if it was none of them.
    mutating func putFirst(_ key: Key) {
      var place = 0
      while place < Self.count - 1, self[place] != key.link { place += 1 }
      // Those before it move back by one.
      let before: UInt32 = (1 << UInt32(place * 8)) - 1
      let behind = ~(before << 8 | 0xFF)
      links = links & behind | (links & before) << 8 | UInt32(key.link)
      last = key
    }
  }

  /// Whether a link stands before the first key of an object.
  @inline(__always)
  static func isStart(_ link: Link) -> Bool { link <= messageStart }

  /// The key that is most likely to follow.
  @inline(__always)
  func next(after link: Link) -> Key { successors[Int(link)].last }

  /// The key that stands at `offset` behind `link`, if it is one of those that stood there before the
  /// last.
  mutating func alternative(after link: Link, _ bytes: Span<UInt8>, at offset: Int) -> Key? {
    for place in 1..<Successors.count {
      let key = keys[Int(successors[Int(link)][place])]
      guard bytes.plainCount(at: offset, behind: key.text) != nil else { continue }
      successors[Int(link)].putFirst(key)
      return key
    }
    return nil
  }

  /// Takes note that a key stands behind `previous`.
  ///
  /// - Parameters:
  ///   - previous: The key before it.
  ///   - bytes: Those in which both lie.
  ///   - range: From behind the value before the key, or from the brace, to the beginning of the
  ///     key's own value, of which there is a byte.
  ///   - member: What the key means.
  /// - Returns: Its link.
  mutating func follow(
    _ previous: Link, _ bytes: Span<UInt8>, _ range: Range<Int>, _ member: MemberKey
  ) -> Link {
    let (opening, openingCount) = Opening.of(bytes, at: range.upperBound, member)
    guard let text = KeyText(bytes, range.lowerBound..<range.upperBound + openingCount) else {
      return unusual(after: previous)
    }
    var key = Key(
      text: text, member: member, opening: opening, valueOffset: UInt8(range.count),
      passesLineFeed: bytes.firstOffset(of: 0x0A, in: range) != nil)
    // Rare, and then off the shortest path.
    if key.passesLineFeed { key.opening = .other }
    guard keep(&key, inMessage: isInMessage(previous)) else { return unusual(after: previous) }
    successors[Int(previous)].putFirst(key)
    return key.link
  }

  /// Finds or makes the link of a key.
  ///
  /// - Returns: `false` when there is no room, and all were forgotten.
  private mutating func keep(_ key: inout Key, inMessage isInMessage: Bool) -> Bool {
    // Odd links are those in messages, as those that stand for no key.
    let places = (Self.capacity - Self.firstKey) / 2
    var place = Int(key.text.hash % UInt64(places))
    while true {
      key.link = Link(Self.firstKey + place * 2 + (isInMessage ? 1 : 0))
      let known = keys[Int(key.link)].text
      if known == key.text { return true }
      if known == .none { break }
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
