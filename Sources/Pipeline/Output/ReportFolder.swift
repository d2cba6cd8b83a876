internal import Primitives
public import Reports
internal import Runs
internal import SystemPackage

/// How reports are written.
public enum FileFormat: String, CaseIterable, Sendable {
  case csv, json, ndjson, table, html

  /// Those of a folder, unless others are asked for.
  public static let standard: Set<FileFormat> = [.csv, .json]

  /// What the names of such files end in, behind a dot.
  public var nameExtension: String { self == .table ? "txt" : rawValue }
}

/// A folder that holds the reports of one execution.
///
/// It is replaced as a whole. Everything is written beside its place first, and is on the disk; then
/// the old manifest goes, the reports take their places, reports of an older set go, and the new
/// manifest comes last: whoever sees a manifest sees the set it describes. A process that is told to
/// end meanwhile ends before or after all of this, and of two processes one waits for the other. What no
/// earlier run has written stays, unless this one writes a file of the same name.
public struct ReportFolder: Sendable {
  static let manifestName = "manifest.json"

  /// The names of all files that may be in it.
  public static let fileNames = reportNames + [manifestName, listName]

  /// The names that reports have in any format.
  static let reportNames = names(Set(FileFormat.allCases))

  let path: FilePath

  public init(_ path: String) {
    self.path = FilePath(path)
  }

  /// Finds out what keeps reports from being written to the folder, or it from being made; changes
  /// nothing.
  ///
  /// - Parameter formats: Those that are going to be written.
  /// - Throws: ``OutputError``.
  public func requireWritable(_ formats: Set<FileFormat>) throws(OutputError) {
    guard let type = (try? Stat(path))?.type else { return try requireRoom(forFolder: path) }
    guard type == .directory else { throw OutputError(.createFolder, path.string, .notDirectory) }
    for name in Self.names(formats) + [Self.manifestName] {
      try requireReplaceable(path.appending(name))
    }
    _ = try TemporaryFile(for: Self.manifestName, in: path)
  }

  /// Writes the reports in all `formats`, and the manifest.
  ///
  /// - Parameters:
  ///   - reports: The set.
  ///   - page: The same on a page, where `formats` has HTML.
  ///   - formats: What to write.
  ///   - version: Of the program.
  /// - Throws: ``OutputError``, which tells whether the old set is still whole. It is unless the file
  ///   system, having taken all new files, refuses to rename one.
  public func publish(
    _ reports: ReportSet, _ page: ReportPage? = nil, formats: Set<FileFormat>, version: String
  ) throws(OutputError) {
    var files = Self.files(reports.tables, formats, json: reports.writeJSON)
    if formats.contains(.html), let page {
      files.append(
        (Self.pageName, { sink throws(RunError) in try page.write(version: version, to: sink) }))
    }
    let staged = try stage(files) { reports.writeManifest(version: version, files: $0, to: $1) }
    try publish(staged, files.map(\.name))
  }

  /// Writes the reports of a day in all `formats`, and their manifest, unless the folder holds the
  /// very same.
  ///
  /// - Parameters:
  ///   - day: The reports.
  ///   - formats: What to write; there is no page.
  ///   - version: Of the program.
  /// - Returns: Whether anything was replaced.
  /// - Throws: ``OutputError``, as for the other reports.
  func publish(
    _ day: DayReports, formats: Set<FileFormat>, version: String
  ) throws(OutputError) -> Bool {
    let files = Self.files(day.reports.tables, formats, json: day.writeJSON)
    let staged = try stage(files, isOurs: true) {
      day.writeManifest(version: version, files: $0, to: $1)
    }
    let names = files.map(\.name)
    if staged.allSatisfy(\.equalsPlace), isMissing(Self.listName) { return false }
    try publish(staged, names)
    return true
  }

  /// Whether there is a set, with a file of each report in each format, none of which has lost all its bytes.
  func hasSet(of reports: [ReportName], in formats: Set<FileFormat>) -> Bool {
    // As NDJSON a report without rows has none.
    let mayBeEmpty = Set(Self.names(formats.intersection([.ndjson]), of: reports))
    return ([Self.manifestName] + Self.names(formats, of: reports)).allSatisfy { name in
      guard let stat = try? Stat(path.appending(name), followTargetSymlink: false) else {
        return false
      }
      return stat.type == .regular && (stat.size > 0 || mayBeEmpty.contains(name))
    }
  }

  func isMissing(_ name: String) -> Bool {
    (try? Stat(path.appending(name), followTargetSymlink: false)) == nil
  }

  private typealias File = (name: String, write: (OutputSink) throws(RunError) -> Void)

  /// Writes files beside their places, the manifest last; what killed processes have left there goes
  /// before, of all sets if nobody else can be writing to the folder.
  private func stage(
    _ files: [File], isOurs: Bool = false,
    manifest write: (_ names: [String], _ sink: OutputSink) -> Void
  ) throws(OutputError) -> [TemporaryFile] {
    try createOutputFolder(path)
    let names = files.map(\.name) + [Self.manifestName]
    for name in names { try requireReplaceable(path.appending(name)) }
    TemporaryFile.removeAbandoned(
      isOurs ? Self.fileNames : names + [Self.listName], in: path, isOurs: isOurs)
    var staged: [TemporaryFile] = []
    for (name, write) in files { staged.append(try TemporaryFile(for: name, in: path, write)) }
    staged.append(
      try TemporaryFile(for: Self.manifestName, in: path) { write(files.map(\.name), $0) })
    return staged
  }

  /// Lets files take their places, the manifest, which is the last of them, at the end.
  private func publish(_ staged: [TemporaryFile], _ names: [String]) throws(OutputError) {
    for file in staged { try file.sync() }
    // Another run may be about to replace the set as well. A run that is told to end meanwhile does not
    // wait for it.
    let lock = FolderLock(path, .exclusive)
    try withExtendedLifetime(lock) { () throws(OutputError) in
      try UnfinishedFiles.makeWhole { () throws(OutputError) in
        try replace(with: staged, names)
      }
    }
    FileSystem.syncFolder(path)
  }

  /// Puts a set in place of the one that the folder holds.
  private func replace(
    with staged: [TemporaryFile], _ names: [String]
  ) throws(OutputError) {
    let earlier = earlierNames
    try listUnfinished(earlier.union(names))
    // Not all file systems keep the order of what is done to a folder. After a crash, none may show
    // the old manifest beside new reports, or the new one beside old reports.
    let manifest = path.appending(Self.manifestName)
    do throws(Errno) {
      try FileSystem.remove(manifest)
    } catch {
      throw OutputError(.write, manifest.string, error)
    }
    FileSystem.syncFolder(path)
    for report in staged.dropLast() { try report.takePlace() }
    for name in earlier.subtracting(names) { FileSystem.removeFile(path.appending(name)) }
    FileSystem.syncFolder(path)
    try staged.last?.takePlace()
    FileSystem.syncFolder(path)
    FileSystem.removeFile(path.appending(Self.listName))
  }

  private static func files(
    _ tables: [ReportTable], _ formats: Set<FileFormat>,
    json write: @escaping (OutputSink) throws(RunError) -> Void
  ) -> [File] {
    var files: [File] = []
    for format in FileFormat.allCases where formats.contains(format) {
      switch format {
      case .csv:
        for table in tables { files.append((name(table.name, format), table.writeCSV)) }
      case .json: files.append((jsonName, write))
      case .ndjson:
        for table in tables { files.append((name(table.name, format), table.writeNDJSON)) }
      case .table:
        for table in tables {
          files.append(
            (
              name(table.name, format),
              { sink throws(RunError) in
                try table.writeText(.file, to: sink)
              }
            ))
        }
      case .html: break
      }
    }
    return files
  }

  private static let jsonName = "report.json"
  private static let pageName = "report.html"

  /// The name of the file of one report.
  private static func name(_ report: ReportName, _ format: FileFormat) -> String {
    "\(report.rawValue).\(format.nameExtension)"
  }

  /// The names that reports have in some formats.
  private static func names(
    _ formats: Set<FileFormat>, of reports: [ReportName] = ReportName.allCases
  ) -> [String] {
    formats.flatMap { format in
      switch format {
      case .json: [jsonName]
      case .html: [pageName]
      case .csv, .ndjson, .table: reports.map { name($0, format) }
      }
    }
  }
}
