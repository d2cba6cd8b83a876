internal import Primitives

/// Randomness that the same seed repeats, in the words that the corpus is written in.
final class Dice {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A number from 0 up to `sides`, that excluded.
  func roll(_ sides: Int) -> Int {
    Int(generator.next() % UInt64(sides))
  }

  func roll(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(roll(Int(range.upperBound - range.lowerBound + 1)))
  }

  /// Whether the one side of so many came up.
  func hits(oneIn sides: Int) -> Bool {
    roll(sides) == 0
  }

  func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[roll(choices.count)]
  }

  func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var rest = elements
    var result: [Element] = []
    while !rest.isEmpty { result.append(rest.remove(at: roll(rest.count))) }
    return result
  }

  /// Letters that mean nothing.
  func word(_ count: Int) -> String {
    String((0..<count).map { _ in pick(Array("abcdefghijklmnopqrstuvwxyz234567")) })
  }
}
