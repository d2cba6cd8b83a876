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
  ) async throws(RunError) -> (archives: [ArchiveAccount], rejects: [RejectLog]) {
    progress?.begin(.reading, of: sources.byteCount)
    let scanner = ArchiveScanner(now: now, rules, progress)
    let (rules, folder) = (rules, temporaryFolder)
    let checks = try await ReadingOrder(sources, jobs: jobs).readAll(
      with: Check(rejects: try RejectLog(rules, in: folder))
    ) { check, source, ahead throws(RunError) in
      let scanned = try scanner.scan(source, ahead: ahead, &check.rejects) { _, _, _, _, _ in }
      check.archives.append(scanned.account)
    }
    return (checks.flatMap(\.archives).inOrder, checks.compactMap(\.rejects))
  }
}

/// What one core has checked.
private struct Check: Sendable {
  var archives: [ArchiveAccount] = []
  var rejects: RejectLog?
}
