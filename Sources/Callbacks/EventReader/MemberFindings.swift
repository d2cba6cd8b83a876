internal import Primitives

/// Which members of one object hold findings, so that a key that occurs again can take them back.
///
/// What is taken back stays in its place: see ``Findings``.
struct MemberFindings {
  /// Of few members: the hash of the key, and where its findings are.
  private var few: [(key: UInt64, findings: Range<Int>)] = []
  /// Of all members, once there are many: where their findings are, by the hash of the key.
  private var many: [UInt64: Range<Int>] = [:]
  /// Where those are that were taken back.
  private(set) var overridden: [Range<Int>] = []

  /// Notes that `key` holds the findings in `range`, and that nothing before counts for that key.
  mutating func record(_ key: RawJSON, _ range: Range<Int>, _ bytes: Span<UInt8>) {
    let hash = key.withText(bytes) { StableHash.perProcess.hash($0) }
    if let before = replace(hash, range) { overridden.append(before) }
  }

  /// - Returns: What the key held before.
  private mutating func replace(_ key: UInt64, _ range: Range<Int>) -> Range<Int>? {
    guard many.isEmpty else {
      return range.isEmpty ? many.removeValue(forKey: key) : many.updateValue(range, forKey: key)
    }
    if let index = few.firstIndex(where: { $0.key == key }) {
      defer { few[index].findings = range }
      return few[index].findings.isEmpty ? nil : few[index].findings
    }
    guard !range.isEmpty else { return nil }
    few.append((key, range))
    if few.count > 16 {
      for (key, range) in few where !range.isEmpty { many[key] = range }
      few.removeAll()
    }
    return nil
  }
}
