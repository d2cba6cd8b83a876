internal import Primitives

/// Who a message was sent to.
extension EventReader {
  /// What `message.to` says.
  struct Recipients {
    /// Distinct recipients.
    var count: Int32 = 0
    /// The one that is written first.
    var first = EventText.missing
    /// Of the set, whatever its order; 0 when it is empty or not asked for.
    var hash: UInt64 = 0
  }

  @inline(__always)
  mutating func recipients(
    _ bytes: Span<UInt8>, _ value: RawJSON, hashed: Bool
  ) -> Recipients {
    // The rule, in which nothing needs a hash.
    if value.kind == .loneString, !hashed {
      let number = number(bytes, RawJSON(.string, value.start, value.end))
      return number.isMissing ? Recipients() : Recipients(count: 1, first: number)
    }
    return value == .absent ? Recipients() : listedRecipients(bytes, value, hashed)
  }

  private mutating func listedRecipients(
    _ bytes: Span<UInt8>, _ value: RawJSON, _ hashed: Bool
  ) -> Recipients {
    var first = EventText.missing
    if !recipientHashes.isEmpty { recipientHashes.removeAll(keepingCapacity: true) }
    if value.kind == .array {
      var elements = RawElements(of: value)
      while let element = elements.next(bytes) { note(element, bytes, &first) }
    } else if value.kind == .loneString {
      note(RawJSON(.string, value.start, value.end), bytes, &first)
    } else {
      note(value, bytes, &first)
    }
    guard !first.isMissing else { return Recipients() }

    if recipientHashes.isEmpty {
      guard hashed else { return Recipients(count: 1, first: first) }
      recipientHashes.append(hash(first, bytes))
    }
    recipientHashes.sort()
    let (count, hash) = distinctRecipients()
    return Recipients(count: count, first: first, hash: hashed ? hash : 0)
  }

  private mutating func note(_ value: RawJSON, _ bytes: Span<UInt8>, _ first: inout EventText) {
    let number = number(bytes, value)
    guard !number.isMissing else { return }
    guard !first.isMissing else {
      first = number
      return
    }
    // One recipient is the rule, and then nothing needs a hash.
    if recipientHashes.isEmpty { recipientHashes.append(hash(first, bytes)) }
    recipientHashes.append(hash(number, bytes))
  }

  /// Counts the distinct hashes, which are sorted, and folds them into one that is never 0.
  private func distinctRecipients() -> (count: Int32, hash: UInt64) {
    var count: Int32 = 0
    var folded: UInt64 = 0
    var last: UInt64?
    for hash in recipientHashes where hash != last {
      count += 1
      folded = StableHash.fold(folded ^ hash, 0x9E37_79B9_7F4A_7C15) ^ UInt64(count.magnitude)
      last = hash
    }
    return (count, folded | 1)
  }

  private func hash(_ number: EventText, _ bytes: Span<UInt8>) -> UInt64 {
    with(number, of: bytes) { stableHash.hash($0) }
  }

  /// The value itself or, of an array with one element, that element: who an event is about.
  @inline(__always)
  func soleText(_ bytes: Span<UInt8>, _ value: RawJSON) -> RawJSON {
    if value.kind == .loneString { return RawJSON(.string, value.start, value.end) }
    return value.kind == .array ? soleElement(bytes, value) : value
  }

  private func soleElement(_ bytes: Span<UInt8>, _ value: RawJSON) -> RawJSON {
    var elements = RawElements(of: value)
    guard let only = elements.next(bytes), elements.next(bytes) == nil else { return .absent }
    return only
  }
}
