internal import Primitives

/// Values without an event.
extension ValueReader {
  /// How many bytes of them are looked at in an archive: of a feed of callbacks some hundred.
  static let searchedForeignBytes = 1 << 20

  /// Counts a value of an archive that holds no event.
  mutating func countForeign(_ value: Range<Int>, _ window: Span<UInt8>) {
    let kind = ForeignKind(window, valueAt: value.lowerBound)
    tally.count(foreign: kind)
    if kind == .other { seekTypeName(in: window.extracting(value)) }
  }

  /// Looks for the name of a type of events in what holds no event.
  mutating func seekTypeName(in value: Span<UInt8>) {
    guard unsearchedBytes > 0 else { return }
    let searched = value.extracting(first: min(value.count, unsearchedBytes))
    unsearchedBytes -= searched.count
    guard searched.holdsTypeName else { return }
    tally.namesEventType = true
    unsearchedBytes = 0
  }
}

extension Span<UInt8> {
  /// Longer than any name of a type.
  private static var longestName: Int { 40 }

  /// Whether a name such as `message-delivered` stands here by itself, whatever quotes it.
  fileprivate var holdsTypeName: Bool {
    var offset = 0
    while let place = firstOffset(of: UInt8(ascii: "m"), in: offset..<count), count - place >= 8 {
      offset = place + 1
      guard word(at: place) == packed("message-"), place == 0 || !self[place - 1].isOfName else {
        continue
      }
      var end = place + 8
      while end < count, end - place < Self.longestName, self[end].isOfName { end += 1 }
      if EventType(extracting(place..<end)) != .unknown { return true }
    }
    return false
  }
}

extension UInt8 {
  /// Whether names of types may go on with it.
  fileprivate var isOfName: Bool {
    self == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}
