internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// The folder that nights write to: a folder of reports for each day, and what is known of all.
///
/// | name | what it is |
/// | --- | --- |
/// | `2026-11-22` | the reports of a day, see ``ReportFolder`` |
/// | `days.csv` | all days: provisional or final, and what each came to |
/// | `quality.csv` | all archives that the ledger knows |
/// | `.state` | see ``NightlyState`` |
/// | `.lock` | locked by the night that writes; stays empty, so that a night without news changes no byte |
struct NightlyFolder: Sendable {
  let path: FilePath

  private static let listName = "days.csv"
  private static let qualityName = "quality.csv"
  private static let stateName = ".state"
  private static let lockName = ".lock"
  /// The names of all files in it.
  static let fileNames = [listName, qualityName, stateName, lockName]

  init(_ path: String) {
    self.path = FilePath(path)
  }

  var isThere: Bool {
    [Self.stateName, Self.lockName].allSatisfy { (try? Stat(path.appending($0))) != nil }
  }

  /// Finds out what keeps files from being written to the folder, or it from being made; changes nothing.
  func requireUsable() throws(OutputError) {
    guard let type = (try? Stat(path))?.type else { return try requireRoom(forFolder: path) }
    guard type == .directory else { throw OutputError(.createFolder, path.string, .notDirectory) }
    for name in Self.fileNames { try requireReplaceable(path.appending(name)) }
    _ = try TemporaryFile(for: Self.stateName, in: path)
  }

  /// Makes the folder where it is missing.
  func create() throws(OutputError) { try createOutputFolder(path) }

  /// Takes the right to write to the folder, and removes what a killed process has left in it: nobody
  /// else writes here.
  ///
  /// - Throws: ``LedgerError``: `held` when another night has it.
  func hold() throws(LedgerError) -> WriterLock {
    let lock = try WriterLock(
      path.appending(Self.lockName), "the output folder \(path.quoted)")
    TemporaryFile.removeAbandoned(Self.fileNames, in: path, isOurs: true)
    return lock
  }

  var statePath: FilePath { path.appending(Self.stateName) }

  /// What the last night left to know: as good as nothing where that is lost.
  func state(parametersDigest: UInt64) throws(OutputError) -> NightlyState {
    let state = try stateText().flatMap { NightlyState($0, parametersDigest: parametersDigest) }
    return state ?? NightlyState(parametersDigest: parametersDigest)
  }

  private func stateText() throws(OutputError) -> String? {
    do throws(OutputError) {
      return try text(Self.stateName)
    } catch {
      // Of a waybill that wrote states of any size.
      guard error.cause == .system(.fileTooLarge) else { throw error }
      return nil
    }
  }

  /// The days that were listed last.
  ///
  /// - Throws: ``OutputError`` for a list that cannot be read: those of its days that a ledger has
  ///   forgotten are known from nowhere else.
  func list() throws(OutputError) -> DayList {
    guard let text = try text(Self.listName) else { return DayList() }
    guard let list = DayList(csv: text) else {
      throw OutputError(.read, path.appending(Self.listName).string, .notOurs)
    }
    return list
  }

  /// `nil` without such a file.
  private func text(_ name: String) throws(OutputError) -> String? {
    let path = path.appending(name).string
    do throws(Errno) {
      let bytes = try SmallFile.bytes(at: path, limit: NightlyState.sizeLimit, followsLinks: false)
      return String(decoding: bytes, as: UTF8.self)
    } catch .noSuchFileOrDirectory, .notDirectory {
      return nil
    } catch {
      throw OutputError(.read, path, error)
    }
  }

  /// Corrects a list that is not the one that was written last, by what the folders of days say.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - first: The first day that the ledger knows all of: earlier ones are known from nowhere else.
  /// - Returns: The list, and the days of which it said something else or nothing. What it says of days
  ///   without a folder stays.
  func corrected(
    _ list: DayList, before first: ReportDay
  ) -> (list: DayList, days: [ReportDay]) {
    var (list, days): (DayList, [ReportDay]) = (list, [])
    let names = (try? FileSystem.names(in: path)) ?? []
    for day in names.compactMap({ ReportDay($0) }).sorted() where day < first {
      guard let entry = ReportFolder(path(of: day).string).entry(of: day),
        entry != list.entries[day]
      else { continue }
      list.entries[day] = entry
      days.append(day)
    }
    return (list, days)
  }

  private func path(of day: ReportDay) -> FilePath { path.appending(day.description) }

  /// Whether a day has a folder.
  func hasFolder(of day: ReportDay) -> Bool {
    (try? Stat(path(of: day), followTargetSymlink: false)) != nil
  }

  /// Whether a day has a whole set of reports: people tidy up, and take what they need.
  func hasReports(of day: ReportDay, in formats: Set<FileFormat>) -> Bool {
    ReportFolder(path(of: day).string).hasSet(of: DayReports.names, in: formats)
  }

  /// Replaces the reports of a day, unless they are the very same.
  ///
  /// - Returns: Whether they were replaced.
  func publish(
    _ reports: DayReports, formats: Set<FileFormat>, version: String
  ) throws(OutputError) -> Bool {
    let path = path(of: reports.day)
    // Whoever may write here must not lead us to write elsewhere.
    if let stat = try? Stat(path, followTargetSymlink: false), stat.type != .directory {
      throw OutputError(.createFolder, path.string, .notDirectory)
    }
    return try ReportFolder(path.string).publish(reports, formats: formats, version: version)
  }

  func write(_ list: DayList) throws(OutputError) {
    try write(Self.listName) { $0.put(list.csv) }
  }

  func write(quality table: ReportTable) throws(OutputError) {
    try write(Self.qualityName, table.writeCSV)
  }

  func write(_ state: NightlyState) throws(OutputError) {
    try write(Self.stateName) { $0.put(Array(state.text().utf8)) }
  }

  /// Replaces a file, unless it holds the very same bytes.
  private func write(
    _ name: String, _ write: (OutputSink) throws(RunError) -> Void
  ) throws(OutputError) {
    try requireReplaceable(path.appending(name))
    let file = try TemporaryFile(for: name, in: path, write)
    if file.equalsPlace { return }
    try file.sync()
    try file.takePlace()
    FileSystem.syncFolder(path)
  }
}
