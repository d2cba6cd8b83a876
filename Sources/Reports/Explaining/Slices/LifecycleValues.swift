internal import Lifecycles

/// The values of one lifecycle after the other that a ``ValueIndex`` holds.
struct LifecycleValues: Sendable {
  private let index: ValueIndex
  private var words = LifecycleWords()
  /// The numbers of the values of the current lifecycle, in the order of dimensions.
  private(set) var numbers: [Int] = []
  /// The number of the code that it fails with, if it is a hit and codes tell hits apart.
  private(set) var code: Int?

  init(_ index: ValueIndex) {
    self.index = index
  }

  mutating func find(
    _ message: Message, _ lifecycle: Int, _ pool: TextPool, isFailure: Bool
  ) {
    numbers.removeAll(keepingCapacity: true)
    for dimension in Dimension.inOrder.dropLast() {
      if let number = number(dimension, message, lifecycle, pool) { numbers.append(number) }
    }
    code = isFailure ? number(.errorCode, message, lifecycle, pool) : nil
  }

  private mutating func number(
    _ dimension: Dimension, _ message: Message, _ lifecycle: Int, _ pool: TextPool
  ) -> Int? {
    let word = words.word(dimension, message, lifecycle, pool)
    return index.number(of: ValueIndex.Entry(dimension: dimension, word: word))
  }

  mutating func forgetTexts() {
    words.forgetTexts()
  }

  /// Calls `body` with every slice that holds the current lifecycle and has no code.
  func forEachSlice(_ body: (SliceKey) -> Void) {
    body(.whole)
    for first in numbers.indices {
      body(SliceKey(numbers[first]))
      for second in first + 1..<numbers.count { body(SliceKey(numbers[first], numbers[second])) }
    }
  }
}
