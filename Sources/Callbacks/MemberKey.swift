internal import Primitives

/// The members of events and messages that count, and everything else as one.
enum MemberKey: UInt8, CaseIterable {
  /// Any other member. Its slot is written and never read, which saves a branch per member.
  case other
  case id, to, tag, from, text, time, type, media, owner, channel, content, message
  case platform, priority, direction, errorCode, eventTime, carrierName, segmentCount
  case applicationId
  case date, timestamp, atTimestamp

  /// Recognises the key that a string writes.
  init(_ name: RawJSON, _ bytes: Span<UInt8>) {
    self =
      name.kind == .string
      ? MemberKey(bytes, name.start, name.end)
      : name.withText(bytes) { MemberKey($0, 0, $0.count) }
  }

  /// Recognises a key written without escapes, in `bytes[start..<end]`.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    let count = end - start
    // A key ends with a quote and a colon at least, and mostly lies far from the window's end.
    guard bytes.count - start >= 8 else {
      var word: UInt64 = 0
      for index in start..<end { word |= UInt64(bytes[index]) << UInt64((index - start) * 8) }
      self.init(shortKey: word, count: count)
      return
    }
    let word = bytes.word(at: start)
    if count < 8 {
      self.init(shortKey: word & (1 << UInt64(count * 8) - 1), count: count)
    } else {
      self.init(longKey: word, last: bytes.word(at: end - 8), count: count)
    }
  }

  /// Recognises a key of up to seven bytes, packed into a word.
  @inline(__always)
  private init(shortKey word: UInt64, count: Int) {
    // The free top byte takes the count, so that a key with NUL bytes behind is another one.
    switch word | UInt64(count) << 56 {
    case Self.short("id"): self = .id
    case Self.short("to"): self = .to
    case Self.short("tag"): self = .tag
    case Self.short("from"): self = .from
    case Self.short("text"): self = .text
    case Self.short("time"): self = .time
    case Self.short("type"): self = .type
    case Self.short("media"): self = .media
    case Self.short("owner"): self = .owner
    case Self.short("message"): self = .message
    case Self.short("channel"): self = .channel
    case Self.short("content"): self = .content
    case Self.short("date"): self = .date
    default: self = .other
    }
  }

  @inline(__always)
  private static func short(_ key: StaticString) -> UInt64 {
    packed(key) | UInt64(key.utf8CodeUnitCount) << 56
  }

  /// Recognises a key of eight bytes or more by its first and last word, which may overlap.
  ///
  /// No key that counts is longer than two words, so that the two words hold all of it.
  @inline(__always)
  private init(longKey first: UInt64, last: UInt64, count: Int) {
    switch (first, count) {
    case (packed("applicat"), 13): self = last == packed("cationId") ? .applicationId : .other
    case (packed("directio"), 9): self = last == packed("irection") ? .direction : .other
    case (packed("segmentC"), 12): self = last == packed("entCount") ? .segmentCount : .other
    case (packed("errorCod"), 9): self = last == packed("rrorCode") ? .errorCode : .other
    case (packed("carrierN"), 11): self = last == packed("rierName") ? .carrierName : .other
    case (packed("priority"), 8): self = .priority
    case (packed("eventTim"), 9): self = last == packed("ventTime") ? .eventTime : .other
    case (packed("platform"), 8): self = .platform
    case (packed("timestam"), 9): self = last == packed("imestamp") ? .timestamp : .other
    case (packed("@timesta"), 10): self = last == packed("imestamp") ? .atTimestamp : .other
    default: self = .other
    }
  }
}
