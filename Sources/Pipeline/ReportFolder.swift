internal import Primitives
public import Reports
internal import Runs
internal import SystemPackage

/// How reports are written.
public enum FileFormat: String, CaseIterable, Sendable {
  case csv, json, ndjson, table, html

  /// Those of a folder, unless others are asked for.
  public static let standard: Set<FileFormat> = [.csv, .json]
}

/// A folder that holds the reports of one run.
///
/// It is replaced as a whole. Everything is written beside its place first, and is on the disk; then
/// the old manifest goes, the reports take their places, reports of an older set go, and the new
/// manifest comes last: whoever sees a manifest sees the set it describes. A process that is told to
/// end meanwhile ends before or after all of this.
public struct ReportFolder: Sendable {
  private static let manifestName = "manifest.json"

  private let path: FilePath

  public init(_ path: String) {
    self.path = FilePath(path)
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
    var files = Self.files(reports, formats)
    if formats.contains(.html), let page {
      files.append(
        (Self.pageName, { sink throws(RunError) in try page.write(version: version, to: sink) }))
    }
    do throws(Errno) {
      try FileSystem.createFolder(path)
    } catch {
      throw OutputError(.createFolder, path.string, error)
    }
    for name in files.map(\.name) + [Self.manifestName] {
      try requireReplaceable(path.appending(name))
    }
    var staged: [TemporaryFile] = []
    for (name, write) in files { staged.append(try TemporaryFile(for: name, in: path, write)) }
    let manifest = try TemporaryFile(for: Self.manifestName, in: path) { sink in
      reports.writeManifest(version: version, files: files.map(\.name), to: sink)
    }
    for file in staged + [manifest] { try file.sync() }
    let others = Self.allNames.filter { name in !files.contains { $0.name == name } }
    try UnfinishedFiles.makeWhole { () throws(OutputError) in
      try replace(with: staged, manifest, without: others)
    }
    FileSystem.syncFolder(path)
  }

  /// Puts a set in place of what the folder holds.
  private func replace(
    with reports: [TemporaryFile], _ manifest: TemporaryFile, without others: [String]
  ) throws(OutputError) {
    // Not all file systems keep the order of what is done to a folder. After a crash, none may show
    // the old manifest beside new reports, or the new one beside old reports.
    FileSystem.removeFile(path.appending(Self.manifestName))
    FileSystem.syncFolder(path)
    for report in reports { try report.takePlace() }
    for name in others { FileSystem.removeFile(path.appending(name)) }
    FileSystem.syncFolder(path)
    try manifest.takePlace()
  }

  private static func files(
    _ reports: ReportSet, _ formats: Set<FileFormat>
  ) -> [(name: String, write: (OutputSink) throws(RunError) -> Void)] {
    var files: [(name: String, write: (OutputSink) throws(RunError) -> Void)] = []
    for format in FileFormat.allCases where formats.contains(format) {
      switch format {
      case .csv:
        for table in reports.tables { files.append((name(table.name, format), table.writeCSV)) }
      case .json: files.append((jsonName, reports.writeJSON))
      case .ndjson:
        for table in reports.tables { files.append((name(table.name, format), table.writeNDJSON)) }
      case .table:
        for table in reports.tables {
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
    "\(report.rawValue).\(format == .table ? "txt" : format.rawValue)"
  }

  /// Every name that a set of reports may use.
  private static let allNames =
    [jsonName, pageName]
    + [.csv, .ndjson, .table].flatMap { (format: FileFormat) in
      ReportName.allCases.map { name($0, format) }
    }
}
