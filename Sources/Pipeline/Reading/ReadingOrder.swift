internal import Archives

/// Archives in the order in which workers take them: the largest first, so that no core is left
/// with a large one at the end.
struct ReadingOrder: Sendable {
  private let sources: [ArchiveSource]
  private let jobs: Int

  /// - Parameters:
  ///   - sources: The archives, in any order.
  ///   - jobs: How many workers there are.
  init(_ sources: [ArchiveSource], jobs: Int) {
    self.sources = sources.sorted { $0.byteCount > $1.byteCount }
    self.jobs = jobs
  }

  var count: Int { sources.count }

  subscript(number: Int) -> ArchiveSource { sources[number] }

  /// Whether an archive is inflated by a further core, one of a worker that has none to read.
  func isReadAhead(_ number: Int) -> Bool {
    sources.count - number < jobs && sources[number].isWorthReadingAhead
  }
}

extension ArchiveSource {
  /// Whether it may take so long that another core is put to use.
  ///
  /// What has no size, such as a pipe, may.
  fileprivate var isWorthReadingAhead: Bool { byteCount == 0 || byteCount > 1 << 20 }
}
