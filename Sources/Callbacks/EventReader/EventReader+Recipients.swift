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
    if !recipientPrints.isEmpty { recipientPrints.removeAll(keepingCapacity: true) }
    if !recipientHashes.isEmpty { recipientHashes.removeAll(keepingCapacity: true) }
    if value.kind == .array {
      var elements = RawElements(of: value)
      while let element = elements.next(bytes) { note(element, bytes, &first, hashed) }
    } else if value.kind == .loneString {
      note(RawJSON(.string, value.start, value.end), bytes, &first, hashed)
    } else {
      note(value, bytes, &first, hashed)
    }
    guard !first.isMissing else { return Recipients() }
    let count = recipientPrints.isEmpty ? 1 : countDistinctPrints()
    guard hashed else { return Recipients(count: count, first: first) }
    recipientHashes.append(hash(first, bytes, stableHash))
    return Recipients(count: count, first: first, hash: foldDistinctHashes())
  }

  private mutating func note(
    _ value: RawJSON, _ bytes: Span<UInt8>, _ first: inout EventText, _ hashed: Bool
  ) {
    let number = number(bytes, value)
    guard !number.isMissing else { return }
    guard !first.isMissing else {
      first = number
      return
    }
    // One recipient is the rule, and then nothing needs a print.
    if recipientPrints.isEmpty { recipientPrints.append(hash(first, bytes, secretHash)) }
    recipientPrints.append(hash(number, bytes, secretHash))
    if hashed { recipientHashes.append(hash(number, bytes, stableHash)) }
  }

  private func hash(_ number: EventText, _ bytes: Span<UInt8>, _ hash: StableHash) -> UInt64 {
    with(number, of: bytes) { hash.hash($0) }
  }

  /// Counts the recipients, by hashes that nobody can prepare: how many there are decides the kind of a
  /// message, and so its outcome.
  private mutating func countDistinctPrints() -> Int32 {
    recipientPrints.sort()
    var (count, last): (Int32, UInt64?) = (0, nil)
    for print in recipientPrints where print != last { (count, last) = (count + 1, print) }
    return count
  }

  /// Folds the distinct hashes into one that is never 0.
  private mutating func foldDistinctHashes() -> UInt64 {
    recipientHashes.sort()
    var (count, folded, last): (UInt64, UInt64, UInt64?) = (0, 0, nil)
    for hash in recipientHashes where hash != last {
      count += 1
      folded = StableHash.fold(folded ^ hash, 0x9E37_79B9_7F4A_7C15) ^ count
      last = hash
    }
    return folded | 1
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
