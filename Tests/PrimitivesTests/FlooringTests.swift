import Primitives
import Testing

struct FlooringTests {
  @Test(
    arguments: [
      (0, 0, 0, 0), (6, 0, 0, 6), (7, 1, 7, 0), (15, 2, 14, 1), (-1, -1, -7, 6), (-7, -1, -7, 0),
      (-8, -2, -14, 6),
    ] as [(Int64, Int64, Int64, Int64)])
  func `rounds towards the past`(
    _ number: Int64, _ quotient: Int64, _ multiple: Int64, _ remainder: Int64
  ) {
    #expect(number.flooredQuotient(by: 7) == quotient)
    #expect(number.floored(toMultipleOf: 7) == multiple)
    #expect(number.flooredRemainder(by: 7) == remainder)
  }

  @Test func `leaves a remainder from nothing up to less than the divisor`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<1000 {
      let number = Int64.random(in: -1 << 60...1 << 60, using: &generator)
      let divisor = Int64.random(in: 1...1 << 40, using: &generator)
      let remainder = number.flooredRemainder(by: divisor)
      #expect((0..<divisor).contains(remainder))
      #expect(number.floored(toMultipleOf: divisor) + remainder == number)
    }
  }
}
