internal import Primitives

extension MessageID {
  /// Where the records of the message lie.
  func home(_ overflow: [UInt8]) -> Home { Home(self, overflow) }

  /// A number that sorts ids of one home as they do, as far as it tells them apart.
  func sortWord(in home: Home, _ overflow: [UInt8]) -> UInt64 {
    guard let start = home.start, let parts else {
      return withBytes(overflow) { UInt64($0.bigEndianPrefix >> 64) }
    }
    // 22 bits of time, and as many of the characters as there is room for.
    let milliseconds = parts.milliseconds - UInt64(start.millisecondsSinceEpoch)
    return milliseconds << 42 | parts.characters.first << 2 | parts.characters.last >> 38
  }
}

extension Message {
  /// Where the records of the message lie.
  public var home: Home { messageID.home(overflow) }
}
