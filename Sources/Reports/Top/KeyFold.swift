internal import Lifecycles

/// Folds all keys that are not among the greatest into one a period.
struct KeyFold: Sendable {
  private let greatest: GreatestKeys
  private let parts: [KeyPart]
  /// By part, whether folded keys have it as well.
  private let isKept: [Bool]
  /// The parts that are folded.
  private let folded: Range<Int>
  private let redaction: Redaction?

  /// - Parameters:
  ///   - greatest: The keys that are not folded.
  ///   - parts: Of which keys are made; one of them is ``KeyPart/fold``.
  ///   - keptKeys: Parts by which also folded keys are told apart.
  ///   - redaction: What the keys were written with.
  init(
    _ greatest: GreatestKeys, _ parts: [KeyPart], keptKeys: [KeyPart], _ redaction: Redaction?
  ) {
    self.redaction = redaction
    self.greatest = greatest
    self.parts = parts
    isKept = parts.map { $0 == .period || keptKeys.contains($0) }
    folded = (parts.firstIndex(of: .fold).map { $0 + 1 } ?? parts.count)..<parts.count
  }

  /// The key that a key is folded into; `nil` when it is one of the greatest.
  func folded(_ key: [UInt64], _ pool: TextPool) -> [UInt64]? {
    var written: [UInt8] = []
    for position in folded {
      parts[position].appendKey(key[position], pool, redaction, to: &written)
    }
    guard !greatest.contains(written) else { return nil }
    return key.indices.map { position in
      if parts[position] == .fold { return 1 }
      return isKept[position] ? key[position] : 0
    }
  }
}
