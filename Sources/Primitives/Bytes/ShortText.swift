extension [UInt8] {
  /// The beginning of a text in UTF-8, of at most so many bytes and with no part of a character at its end.
  ///
  /// Whoever sends chooses how long texts are: this is for those that people see.
  public func beginning(ofBytes limit: Int) -> ArraySlice<UInt8> {
    guard count > limit else { return self[...] }
    var end = limit
    // A character has at most three bytes behind its first one.
    while end > 0, limit - end < 3, self[end] & 0xC0 == 0x80 { end -= 1 }
    return self[end] & 0xC0 == 0x80 ? self[..<limit] : self[..<end]
  }

  /// The end of a text likewise.
  public func ending(ofBytes limit: Int) -> ArraySlice<UInt8> {
    guard count > limit else { return self[...] }
    var start = count - limit
    while start < count, start - (count - limit) < 3, self[start] & 0xC0 == 0x80 { start += 1 }
    return self[start...]
  }
}
