public import Archives
public import Callbacks
public import Primitives
public import Reports
public import Runs

/// Reads archives only to tell what they hold, and whether they are whole.
///
/// Every value is read as for the reports, and no event is kept: memory does not grow with the
/// archives.
public struct CheckPass: Sendable {
  /// What the machine's clock says.
  private let now: Timestamp
  private let jobs: Int
  private let rules: ReadingRules
  /// Where the lines that are dropped go until all archives are read.
  private let temporaryFolder: RunFolder

  /// - Parameters:
  ///   - now: What the machine's clock says.
  ///   - jobs: How many archives are read at a time, at least 1.
  ///   - rules: How values are read.
  ///   - temporaryFolder: For the lines that are dropped, if the rules ask for them.
  public init(now: Timestamp, jobs: Int, _ rules: ReadingRules, temporaryFolder: RunFolder) {
    precondition(jobs > 0, "\(jobs) jobs")
    self.now = now
    self.jobs = jobs
    self.rules = rules
    self.temporaryFolder = temporaryFolder
  }

  /// Reads all archives.
  ///
  /// - Parameters:
  ///   - sources: The archives, in any order.
  ///   - progress: Is told how far that is.
  /// - Returns: What each held, in the order of their names, and the lines that were dropped.
  /// - Throws: ``RunError`` when dropped lines cannot be kept until then.
  public func run(
    _ sources: [ArchiveSource], _ progress: PassProgress? = nil
  ) async throws(RunError) -> (archives: [ArchiveRecord], rejects: [RejectLog]) {
    let order = ReadingOrder(sources, jobs: jobs)
    progress?.begin(.reading, of: sources.byteCount)
    let scanner = ArchiveScanner(now: now, rules, progress)
    let (rules, folder) = (rules, temporaryFolder)
    let parts = try await inParallel(jobs: jobs, order.count) {
      next throws(RunError) -> ([ArchiveRecord], RejectLog?) in
      var archives: [ArchiveRecord] = []
      var rejects = try RejectLog(rules, in: folder)
      while let number = next() {
        let isAhead = order.isReadAhead(number)
        let scanned = try scanner.scan(order[number], ahead: isAhead, &rejects) { _, _, _, _, _ in }
        archives.append(scanned.record)
      }
      return (archives, rejects)
    }
    return (parts.flatMap(\.0).inOrder, parts.compactMap(\.1))
  }
}
