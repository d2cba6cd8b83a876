internal import Lifecycles

/// The lifecycles of a message in the order of their recipients' bytes, as they are shown.
struct RecipientOrder: Sendable {
  private var numbers: [Int] = []
  private var places: [(key: UInt64, number: Int)] = []

  /// The number of the lifecycle at a place.
  subscript(place: Int) -> Int { numbers[place] }

  mutating func sort(_ message: Message, _ pool: TextPool, _ redaction: Redaction?) {
    let count = message.lifecycles.count
    if count == 1, numbers.count == 1 { return }
    numbers.removeAll(keepingCapacity: true)
    guard count > 1 else { return numbers.append(0) }
    guard redaction == nil else { return sortTexts(message, pool, redaction) }
    places.removeAll(keepingCapacity: true)
    for number in 0..<count {
      guard let recipient = message.lifecycles[number].recipient.phoneNumber else {
        return sortTexts(message, pool, nil)
      }
      places.append((recipient.orderKey, number))
    }
    places.sort { $0.key < $1.key }
    for place in places { numbers.append(place.number) }
  }

  /// Sorts what are not all phone numbers.
  private mutating func sortTexts(
    _ message: Message, _ pool: TextPool, _ redaction: Redaction?
  ) {
    let texts = message.lifecycles.map { $0.recipient.shown(in: pool, redaction) }
    numbers = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
  }
}

extension PackedText.Number {
  /// A number that has the order of the digits as a text, a prefix first.
  fileprivate var orderKey: UInt64 {
    let digits = (digitCount..<15).reduce(value) { digits, _ in digits * 10 }
    return digits << 4 | UInt64(digitCount)
  }
}
