internal import ArgumentParser
internal import Primitives
internal import Reports
internal import SystemPackage

/// Where the outputs of an execution go: none may take the place of another, of the key of `--redact`, or of
/// anything in a ledger or among the reports of nights.
struct OutputPlaces {
  /// By option the file that it names.
  private let files: [(option: String, path: FilePath)]
  let folder: FilePath?
  private let key: FileIdentity?

  /// Makes sure of that.
  ///
  /// - Parameters:
  ///   - files: By option the file that it names, if any.
  ///   - folder: Where files of some names are replaced besides; `nil` for nowhere.
  ///   - names: These names.
  ///   - holdsDays: Whether folders of days are made in it, of which all is replaced.
  ///   - redaction: Has the key.
  ///   - ledger: The folder of the ledger, if there is one.
  /// - Throws: A `ValidationError` that names the options.
  static func requireApart(
    _ files: KeyValuePairs<String, String?>, folder: String? = nil, _ names: [String] = [],
    holdsDays: Bool = false, from redaction: RedactionOptions, ledger: String? = nil
  ) throws {
    for (option, path) in files where path == "" || path == "-" {
      throw ValidationError("\(option) must name a file")
    }
    if folder == "" { throw ValidationError("--output must name a folder") }
    try requireAsTyped(files.map { ($0, $1) } + [("--output", folder)])
    let places = OutputPlaces(
      files: files.compactMap { option, path in path.map { (option, FilePath($0)) } },
      folder: folder.map { FilePath($0) },
      key: redaction.keyFile.flatMap { FileIdentity(of: FilePath($0)) })
    if let ledger { try places.requireOutside(ofLedger: FilePath(ledger)) }
    try places.requireOutsideOfUnnamedLedgers()
    try places.requireOutsideOfUnnamedNights(makingDays: holdsDays)
    let taken = try places.takenByFiles()
    guard let folder = places.folder else { return }
    if let other = taken.first(where: { $0.place == OutputPlace(folder) }) {
      throw ValidationError("\(other.option) and --output name the same place")
    }
    if holdsDays { try places.requireFilesOutside(ofDaysIn: folder) }
    for name in names { try places.require(name, in: folder, apartFrom: taken) }
  }

  /// All of them by option.
  var outputs: [(option: String, path: FilePath)] {
    files + (folder.map { [("--output", $0)] } ?? [])
  }

  /// Makes sure that names are those that were typed: others would be made instead.
  static func requireAsTyped(_ names: [(option: String, path: String?)]) throws {
    for case (let option, let path?) in names where RawArguments.isRepaired(path) {
      throw ValidationError(
        "\(option) names a file or folder that is not UTF-8; give it another name")
    }
  }

  private typealias Taken = (option: String, place: OutputPlace)

  private func requireOutside(ofLedger ledger: FilePath) throws {
    for (option, path) in outputs where path.leads(into: ledger) {
      throw ValidationError("\(option) lies in the ledger; name a place outside of it")
    }
  }

  /// The places of the files, none of which is that of another, or of the key.
  private func takenByFiles() throws -> [Taken] {
    var taken: [Taken] = []
    for (option, path) in files {
      guard let place = OutputPlace(path) else { continue }
      if isKey(path) { throw Self.namesKey(option) }
      if let other = taken.first(where: { $0.place == place }) {
        throw ValidationError("\(option) and \(other.option) name the same file")
      }
      taken.append((option, place))
    }
    return taken
  }

  /// Makes sure that no file lies in the folder of a day, or takes its name.
  private func requireFilesOutside(ofDaysIn folder: FilePath) throws {
    for (option, path) in files {
      guard path.leads(into: folder), let name = path.lastComponent?.string else { continue }
      let isBesideDays = OutputPlace(path)?.is(name, in: folder) == true
      guard !isBesideDays || ReportDay(name) != nil else { continue }
      throw ValidationError(
        "\(option) lies among the reports of a day in --output; name a place outside of it")
    }
  }

  /// Makes sure that a file of the folder is none that another option names, and not the key.
  private func require(
    _ name: String, in folder: FilePath, apartFrom taken: [Taken]
  ) throws {
    if let other = taken.first(where: { $0.place.is(name, in: folder) }) {
      throw ValidationError("\(other.option) names a file of the reports in --output: \(name)")
    }
    if isKey(folder.appending(name)) { throw Self.namesKey("--output") }
  }

  private func isKey(_ path: FilePath) -> Bool { key != nil && key == FileIdentity(of: path) }

  private static func namesKey(_ option: String) -> ValidationError {
    ValidationError("\(option) names the key of --redact")
  }
}

/// A name in a folder, whatever path leads there.
private struct OutputPlace: Equatable {
  private let name: String
  private let folder: SettledPath

  /// `nil` for what is no name of a file.
  init?(_ path: FilePath) {
    guard let name = path.lastComponent?.string else { return nil }
    self.name = name
    folder = SettledPath(path.folder)
  }

  /// Whether it is that of a name in a folder.
  func `is`(_ name: String, in folder: FilePath) -> Bool {
    name == self.name && self == OutputPlace(folder.appending(name))
  }
}

/// What a path leads to, of which not all need be there.
private struct SettledPath: Equatable {
  /// The deepest folder that is there.
  private(set) var base: FilePath
  /// What would be made in it.
  private(set) var rest: [FilePath.Component] = []

  init(_ path: FilePath) {
    self.init(asWritten: path)
    while rest.contains(where: { $0.kind == .parentDirectory }) {
      // Folders that are made are no links, so that `..` leads out of them.
      var (made, place): ([FilePath.Component], FilePath) = ([], base)
      for name in rest {
        if name.kind != .parentDirectory {
          made.append(name)
        } else if made.popLast() == nil {
          place.append(name)
        }
      }
      for name in made { place.append(name) }
      let settled = SettledPath(asWritten: place)
      // What cannot be looked at, as in a folder that nobody may enter, cannot be settled.
      guard settled.base != base || settled.rest != rest else { return }
      self = settled
    }
  }

  private init(asWritten path: FilePath) {
    base = path
    while FileIdentity(of: base.appending("..")) == nil, base != base.folder {
      if let name = base.lastComponent, name.kind != .currentDirectory {
        rest.insert(name, at: 0)
      }
      base = base.folder
    }
  }

  static func == (a: SettledPath, b: SettledPath) -> Bool {
    FileIdentity(of: a.base) == FileIdentity(of: b.base) && a.rest == b.rest
  }
}

extension FilePath {
  /// Whether this is a folder, or the path of something in it, by whatever name.
  fileprivate func leads(into folder: FilePath) -> Bool {
    let (place, target) = (SettledPath(self), SettledPath(folder))
    guard target.rest.isEmpty, let identity = FileIdentity(of: target.base) else {
      // A folder that is yet to be made.
      return FileIdentity(of: place.base) == FileIdentity(of: target.base)
        && place.rest.starts(with: target.rest)
    }
    // Upwards as the system goes: what lies above a link is not what lies above its target.
    var base = place.base
    while let current = FileIdentity(of: base), current != identity {
      base.append("..")
      guard FileIdentity(of: base) != current else { return false }
    }
    return FileIdentity(of: base) != nil
  }
}
