internal import Foundation

/// What one fuzz target does with an input: a trap is a finding.
struct Target: Sendable {
  let name: String
  /// Longest input, in bytes: what is read several times must be short.
  let lengthLimit: Int
  let seeds: @Sendable () -> [[UInt8]]
  let run: @Sendable ([UInt8]) -> Void

  init(
    _ name: String, lengthLimit: Int, seeds: @autoclosure @escaping @Sendable () -> [[UInt8]],
    run: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.lengthLimit = lengthLimit
    self.seeds = seeds
    self.run = run
  }

  static let all: [Target] = [
    .values, .wrappers, .oracle, .gzip, .times, .numbers, .runs, .records, .journals, .nights,
    .zones, .options,
  ]
}

/// Ends the process when what must hold does not; libFuzzer then keeps the input.
func require(_ holds: Bool, _ message: @autoclosure () -> String) {
  if holds { return }
  // A build with optimisation would not print the message of a precondition.
  FileHandle.standardError.write(Data("\(message())\n".utf8))
  preconditionFailure("see above")
}

/// Choices that depend on nothing but the input, so that it is the same on every machine.
struct Choices {
  private var state: UInt64

  init(_ input: [UInt8]) {
    state = 0xCBF2_9CE4_8422_2325
    for byte in input { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// A number below `bound`.
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
