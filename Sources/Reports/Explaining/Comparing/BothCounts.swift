public import Lifecycles

/// Two counts of one walk: joining messages anew costs more than either.
public struct BothCounts<First: MessageCounts, Second: MessageCounts>: MessageCounts {
  public private(set) var first: First
  public private(set) var second: Second

  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  public mutating func count(_ message: Message, _ pool: TextPool) {
    first.count(message, pool)
    second.count(message, pool)
  }

  public mutating func forgetTexts() {
    first.forgetTexts()
    second.forgetTexts()
  }

  public mutating func merge(_ other: Self) {
    first.merge(other.first)
    second.merge(other.second)
  }
}
