/// A part of a whole, as options write it: `0.01` or `1%`.
public struct Share: Sendable {
  private let number: WrittenNumber
  private let text: String

  /// Whether `part` of `whole` is more than this share.
  ///
  /// - Precondition: Neither is negative.
  public func isExceeded(by part: Int, of whole: Int) -> Bool {
    number.isLess(than: Int64(part), dividedBy: Int64(whole))
  }
}

extension Share: Equatable {
  public static func == (first: Share, second: Share) -> Bool { first.number == second.number }
}

extension Share: LosslessStringConvertible {
  /// Reads a number from 0 to 1, or from 0% to 100%, with at most 16 digits.
  public init?(_ description: String) {
    guard let number = WrittenNumber(description[...]), !number.isMoreThanAll else { return nil }
    self.number = number
    text = description
  }

  /// As it was written.
  public var description: String { text }
}
