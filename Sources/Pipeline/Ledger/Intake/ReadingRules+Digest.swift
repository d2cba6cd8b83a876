internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports

extension ReadingRules {
  /// Raised when the same rules read other events than before, or in another order.
  private static let version: UInt64 = 1

  /// A number that is another where the rules are, as far as they decide what is an event.
  var digest: UInt64 {
    var hash = RunningHash()
    var bytes: [UInt8] = []
    bytes.append(littleEndian: Self.version)
    bytes.append(littleEndian: UInt64(valueLimit))
    for token in body?.tokens ?? [] {
      bytes.append(littleEndian: UInt64(token.count))
      bytes += token
    }
    bytes.append(body == nil ? 0 : 1)
    hash.update(bytes.span)
    return hash.value
  }
}

extension ReadingPlan {
  /// Makes sure that archives which have grown are read as they were before: what is known of them is
  /// left out by counting.
  ///
  /// - Throws: ``LedgerError``: `refused`.
  func requireSameRules(_ rules: ReadingRules) throws(LedgerError) {
    let other = items.first { $0.grown.map { $0.rulesDigest != rules.digest } ?? false }
    guard let other else { return }
    throw LedgerError(
      .refused,
      """
      \(other.source.displayName) has grown, and was read by other rules before: give --max-line \
      and --body as then, or let the ledger forget it first; the ledger was not changed
      """)
  }

  /// Says which archives are known as they were read by other rules, if some are: nothing else would
  /// show it.
  static func noteOnOtherRules(
    _ files: [(ArchiveSource, FilePrints)], _ journal: Journal, _ rules: ReadingRules
  ) -> [String] {
    let digest = rules.digest
    let archives = journal.archives.filter { $0.rulesDigest != digest }
    let contents = Set(archives.flatMap(\.contents))
    let others = files.filter { contents.contains($0.1.whole) }
    guard let first = others.first?.0 else { return [] }
    let rest = others.count > 1 ? " and \(others.count - 1) more" : ""
    return [
      """
      \(first.displayName)\(rest): known as read with another --max-line or --body, and not read \
      again; to have that done, let the ledger forget it first
      """
    ]
  }
}
