/// A set of texts, which a span is looked up in without being copied.
public struct TextSet: Sendable {
  /// In the order in which they came.
  public private(set) var texts: [[UInt8]] = []
  /// Of all texts.
  public private(set) var byteCount = 0
  private var index = HashIndex()
  private let hash = StableHash.perProcess

  public init(_ texts: [[UInt8]] = []) {
    for text in texts { insert(text.span) }
  }

  public func contains(_ text: Span<UInt8>) -> Bool {
    var probe = index.probe(hash.hash(text))
    while let entry = index.next(&probe) {
      let known = texts[entry]
      if known.span.equals(text) { return true }
    }
    return false
  }

  /// Adds a text that it may already have.
  public mutating func insert(_ text: Span<UInt8>) {
    guard !contains(text) else { return }
    var copy: [UInt8] = []
    copy.append(text)
    index.insert(hash.hash(text), entry: texts.count)
    texts.append(copy)
    byteCount += copy.count
  }

  public mutating func merge(_ other: TextSet) {
    for text in other.texts { insert(text.span) }
  }
}
