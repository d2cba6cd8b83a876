internal import Lifecycles
internal import Primitives
internal import Runs
public import SystemPackage

/// The folder of a ledger: a journal, runs of lifecycles, and a file to lock.
///
/// Links in it are not followed. See <doc:LedgerFormat>.
public struct LedgerFolder: Hashable, Sendable {
  public let path: FilePath

  static let journalName = "journal"
  static let lockName = "lock"
  /// There from before the first run until there is a journal: tells a ledger that is being begun
  /// from one whose journal is lost.
  private static let beginningName = ".\(journalName).beginning.partial"
  private static let runSuffix = ".run"

  public init(_ path: String) {
    self.path = FilePath(path)
  }

  /// Whether there is a ledger, as far as names tell.
  public var isThere: Bool {
    [journalPath, lockPath].allSatisfy { (try? Stat($0)) != nil }
  }

  var journalPath: FilePath { path.appending(Self.journalName) }
  var lockPath: FilePath { path.appending(Self.lockName) }
  private var beginningPath: FilePath { path.appending(Self.beginningName) }

  func path(of run: LedgerRun) -> FilePath { path.appending(run.name) }

  /// Opens a run, and makes sure that it is the one that the journal means.
  ///
  /// - Throws: ``RunError`` of kind `cannotOpen`, `cannotRead` or `damaged`.
  func open(_ entry: LedgerRun) throws(RunError) -> Run {
    let path = path(of: entry)
    let run = try Run(at: path)
    guard run.byteCount == entry.byteCount, run.tableChecksum == entry.tableChecksum,
      run.sectionCount == Home.countInDay,
      entry.sections.indices.allSatisfy({ section in
        run.recordCount(inSection: section) == entry.sections[section].recordCount
          && run.label(ofSection: section) == Home(entry.day, section: section).label
      })
    else { throw RunError(.damaged(.inconsistent, offset: 0), .file(path)) }
    return run
  }

  /// Makes sure that all runs are there, and as long as they were written: whoever takes something in
  /// may need none of them, and would go on for weeks without noticing.
  ///
  /// - Throws: ``LedgerError`` that names the first that is not.
  func requireRuns(of journal: Journal) throws(LedgerError) {
    for run in journal.runs {
      let path = path(of: run)
      let size = (try? Stat(path)).map { Int($0.size) }
      guard size != run.byteCount else { continue }
      let fault =
        size.map { "has \($0) bytes, and not \(run.byteCount) as written" } ?? "is missing"
      throw LedgerError(.inputOutput, "\(path.quoted) \(fault); \(LedgerError.advice)")
    }
  }

  /// Makes the folder where it is missing.
  ///
  /// - Throws: ``LedgerError`` when it cannot be made, or holds files of somebody else.
  func create() throws(LedgerError) {
    let names: [String]
    do throws(Errno) {
      try FileSystem.createFolder(path, isPrivate: true)
      syncPath()
      names = try FileSystem.names(in: path)
    } catch {
      throw LedgerError(.cannotWrite, "\(path.quoted) cannot become a folder: \(error)")
    }
    guard let foreign = names.filter({ !Self.isOwn($0) }).min() else { return }
    throw LedgerError(
      .cannotWrite,
      """
      \(path.quoted) is no ledger and holds other files, \(path.appending(foreign).quoted) for \
      one; name a folder that is empty or not there
      """)
  }

  /// Waits until the disk has the folders that lead here, as far as that can be: else they could be lost with
  /// a journal that it has.
  private func syncPath() {
    var folder = path
    while folder != folder.folder {
      folder = folder.folder
      FileSystem.syncFolder(folder)
    }
  }

  /// Marks a ledger without a journal as being begun: its runs mean nothing until there is one.
  ///
  /// - Throws: ``LedgerError``; nothing is left then.
  func beginFirstJournal() throws(LedgerError) {
    do throws(Errno) {
      let file = try UnfinishedFiles.create(beginningPath, permissions: .ownerReadWrite)
      try? file.close()
      // On the disk before any run is.
      try FileSystem.requireSyncedFolder(path)
    } catch {
      endFirstJournal()
      throw LedgerError(
        .cannotWrite, "\(beginningPath.quoted) cannot be written: \(error)")
    }
  }

  /// Removes the mark: there is a journal, or no run of it any more.
  func endFirstJournal() {
    UnfinishedFiles.remove(beginningPath)
  }

  /// Whether there are runs and no journal, though it was not being begun.
  var hasLostJournal: Bool {
    guard let names = try? FileSystem.names(in: path) else { return false }
    return names.contains(where: Self.isRun) && !names.contains(Self.journalName)
      && !names.contains(Self.beginningName)
  }

  private static func isRun(_ name: String) -> Bool {
    name.hasSuffix(runSuffix) && LedgerRun.isName(name)
  }

  /// Whether a ledger without a journal may hold such a file: one that was being begun, and may have its
  /// journal by now.
  private static func isOwn(_ name: String) -> Bool {
    name == lockName || name == journalName || isLeftover(name, [])
  }

  /// Whether a file is of a process that did not come to its end, or not needed any more.
  static func isLeftover(_ name: String, _ known: Set<String>) -> Bool {
    if name.hasPrefix("."), name.hasSuffix(".partial") {
      return name.hasPrefix(".\(journalName).")
    }
    return isRun(name) && !known.contains(name)
  }

  /// Removes what no journal knows, unless somebody is reading.
  ///
  /// Of a journal whose own runs are not there, nothing is removed: it may be that of another time, and the
  /// runs all that there is of this one.
  func removeLeftovers(_ journal: Journal) {
    let known = Set(journal.runs.map(\.name))
    // Whoever reads may have an older journal, and need what this one does not know any more.
    guard let names = try? FileSystem.names(in: path),
      names.contains(where: { Self.isLeftover($0, known) }),
      (try? requireRuns(of: journal)) != nil,
      let lock = FolderLock(path, .exclusiveIfFree)
    else { return }
    withExtendedLifetime(lock) {
      for name in names where Self.isLeftover(name, known) {
        FileSystem.removeFile(path.appending(name))
      }
    }
  }
}
