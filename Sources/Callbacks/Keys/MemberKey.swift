internal import Primitives

/// The members that count, of events and of what is around them, and everything else as one.
///
/// There must be fewer than 64: a ``MemberSet`` has a bit for each, and a row of ``ObjectFields`` a slot.
enum MemberKey: UInt8, CaseIterable {
  /// Any other member. Its slot is written and never read, which saves a branch per member.
  case other
  case id, to, tag, from, text, time, type, media, owner, channel, content, message
  case platform, priority, direction, errorCode, eventTime, carrierName, segmentCount
  case applicationId

  // From here to `attributesTime` all are about when a callback arrived, and no others but `time`:
  // `MemberSet.mayHoldStamp` asks for them as a range.
  case date, timestamp, atTimestamp

  // Members of wrappers that say when a callback arrived.
  case requestContext, timeEpoch, requestTimeEpoch, attributes, sentTimestamp, snsTimestamp
  case approximateArrival, timeISO8601, msec, receivedAt, ingestedAt, createdAt, ts
  /// What ``requestContext`` or ``attributes`` says; it has no key of its own.
  case contextTime, attributesTime

  // Typed values of DynamoDB: `{"S": …}` and `{"M": …}`.
  case typedString, typedMap
  /// The typed `type` and `id` of an object, and the typed `id` in its map; no keys of their own.
  case typedType, typedID, typedMapID

  case isBase64Encoded
  // Those whose strings may be base64 come last, so that one comparison tells them.
  case body, data

  /// Whether a string of this member may be encoded text without holding an escape.
  @inline(__always)
  var mayBeEncoded: Bool { rawValue >= Self.body.rawValue }

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
      if self == .approximateArrival,
        !bytes.extracting(start..<end).equals("approximateArrivalTimestamp")
      {
        self = .other
      }
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
    case Self.short("data"): self = .data
    case Self.short("body"): self = .body
    case Self.short("ts"): self = .ts
    case Self.short("msec"): self = .msec
    case Self.short("S"): self = .typedString
    case Self.short("M"): self = .typedMap
    default: self = .other
    }
  }

  @inline(__always)
  private static func short(_ key: StaticString) -> UInt64 {
    packed(key) | UInt64(key.utf8CodeUnitCount) << 56
  }

  /// Recognises a key of eight bytes or more by its first and last word, which may overlap.
  ///
  /// No key that counts is longer than two words, so that the two words hold all of it, but for one
  /// that the caller compares.
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
    default: self = Self(wrapperKey: first, last: last, count: count)
    }
  }

  @inline(__always)
  private init(wrapperKey first: UInt64, last: UInt64, count: Int) {
    switch (first, count) {
    case (packed("requestC"), 14): self = last == packed("tContext") ? .requestContext : .other
    case (packed("timeEpoc"), 9): self = last == packed("imeEpoch") ? .timeEpoch : .other
    case (packed("requestT"), 16): self = last == packed("imeEpoch") ? .requestTimeEpoch : .other
    case (packed("attribut"), 10): self = last == packed("tributes") ? .attributes : .other
    case (packed("SentTime"), 13): self = last == packed("imestamp") ? .sentTimestamp : .other
    case (packed("Timestam"), 9): self = last == packed("imestamp") ? .snsTimestamp : .other
    case (packed("approxim"), 27): self = last == packed("imestamp") ? .approximateArrival : .other
    case (packed("time_iso"), 12): self = last == packed("_iso8601") ? .timeISO8601 : .other
    case (packed("received"), 10): self = last == packed("ceivedAt") ? .receivedAt : .other
    case (packed("ingested"), 11): self = last == packed("ested_at") ? .ingestedAt : .other
    case (packed("created_"), 10): self = last == packed("eated_at") ? .createdAt : .other
    case (packed("isBase64"), 15): self = last == packed("4Encoded") ? .isBase64Encoded : .other
    default: self = .other
    }
  }
}
