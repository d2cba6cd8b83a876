internal import Callbacks
internal import Lifecycles
internal import Primitives

extension Dimension {
  /// The texts of all words that there are, in their order; the first is that of a missing value.
  var knownTexts: [[UInt8]]? {
    let names: [StaticString]
    switch self {
    case .kind: names = MessageKind.allCases.map(\.name)
    case .senderType: names = SenderType.allCases.map(\.name)
    case .direction: names = [Direction.inbound, .outbound].map(\.name)
    default: return nil
    }
    return names.reduce(into: [[]]) { texts, name in
      var text: [UInt8] = []
      text.append(name)
      texts.append(text)
    }
  }

  /// Calls `body` with the text of a word, empty where the value is missing.
  ///
  /// - Precondition: The dimension has no ``knownTexts``.
  func withText<Result>(
    of word: UInt64, _ pool: TextPool, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    guard word != 0 else { return pool.with(.missing, body) }
    switch self {
    case .application, .carrier, .tag, .channel, .priority:
      return pool.with(TextID(number: UInt32(word)), body)
    case .sender, .recipient:
      let text = PackedText(word: word)
      guard let number = text.phoneNumber else { return pool.with(text.pooled ?? .missing, body) }
      return Digits(number.value, width: number.digitCount, prefix: UInt8(ascii: "+")).with(body)
    case .recipientArea:
      return RecipientArea(word: word).digits.with(body)
    case .errorCode, .segmentCount:
      let number = RowKey.integer(word)
      return Digits(number.magnitude, prefix: number < 0 ? UInt8(ascii: "-") : nil).with(body)
    case .groupSize:
      return Digits(word).with(body)
    case .senderType, .kind, .direction:
      preconditionFailure("the texts of \(rawValue) are known")
    }
  }
}

/// A number in decimal, in place: made for a moment, millions of times.
struct Digits {
  private var bytes = InlineArray<21, UInt8>(repeating: 0)
  private var start = 21

  /// - Parameters:
  ///   - number: What the digits write.
  ///   - width: How many digits there are at least.
  ///   - prefix: What stands before them.
  init(_ number: UInt64, width: Int = 1, prefix: UInt8? = nil) {
    var rest = number
    repeat {
      start -= 1
      bytes[start] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0 || bytes.count - start < width
    if let prefix {
      start -= 1
      bytes[start] = prefix
    }
  }

  func with<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(start..<bytes.count))
  }
}
