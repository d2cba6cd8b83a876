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

  /// Reads all archives, as many at a time as there are jobs.
  ///
  /// - Parameters:
  ///   - reader: What a worker reads with; each makes its own.
  ///   - read: Reads an archive; `ahead` if a further core is to inflate it, for there are fewer archives
  ///     left than workers.
  /// - Returns: What the workers have read with, in no particular order; at least one.
  /// - Throws: What either of them throws; archives that are left are not read then.
  func readAll<Reader: Sendable, Failure: Error>(
    with reader: @autoclosure @escaping @Sendable () throws(Failure) -> Reader,
    _ read:
      @escaping @Sendable (inout Reader, _ source: ArchiveSource, _ ahead: Bool) throws(Failure) ->
      Void
  ) async throws(Failure) -> [Reader] {
    try await inParallel(jobs: jobs, sources.count) { next throws(Failure) in
      var reader = try reader()
      while let number = next() { try read(&reader, sources[number], isReadAhead(number)) }
      return reader
    }
  }

  private func isReadAhead(_ number: Int) -> Bool {
    sources.count - number < jobs && sources[number].isWorthReadingAhead
  }
}

extension ArchiveSource {
  /// Whether it may take so long that another core is put to use.
  ///
  /// What has no size, such as a pipe, may.
  fileprivate var isWorthReadingAhead: Bool { byteCount == 0 || byteCount > 1 << 20 }
}
