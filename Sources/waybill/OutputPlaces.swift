internal import ArgumentParser
internal import Primitives
internal import SystemPackage

/// Where the outputs of a run go: none may take the place of another, of the key of `--redact`, or of
/// anything in the ledger.
enum OutputPlaces {
  /// Makes sure of that.
  ///
  /// - Parameters:
  ///   - files: By option the file that it names, if any.
  ///   - folder: Where files of some names are replaced besides; `nil` or `-` for nowhere.
  ///   - names: These names.
  ///   - redaction: Has the key.
  ///   - ledger: The folder of the ledger, if there is one.
  /// - Throws: A `ValidationError` that names the options.
  static func requireApart(
    _ files: KeyValuePairs<String, String?>, folder: String? = nil, _ names: [String] = [],
    from redaction: RedactionOptions, ledger: String? = nil
  ) throws {
    if let ledger {
      let outputs = files.map { ($0.key, $0.value) } + [("--output", folder == "-" ? nil : folder)]
      for case (let option, let path?) in outputs where FilePath(path).leads(into: FilePath(ledger))
      {
        throw ValidationError("\(option) lies in the ledger; name a place outside of it")
      }
    }
    for case (let option, "") in files { throw ValidationError("\(option) must name a file") }
    if folder == "" { throw ValidationError("--output must name a folder") }
    let key = redaction.keyFile.flatMap { FileIdentity(of: FilePath($0)) }
    var taken: [(option: String, place: OutputPlace)] = []
    for (option, path) in files {
      guard let path = path.map({ FilePath($0) }), let place = OutputPlace(path) else { continue }
      if let key, key == FileIdentity(of: path) { throw namesKey(option) }
      if let other = taken.first(where: { $0.place == place }) {
        throw ValidationError("\(option) and \(other.option) name the same file")
      }
      taken.append((option, place))
    }
    guard let folder, folder != "-" else { return }
    if let place = OutputPlace(FilePath(folder)),
      let other = taken.first(where: { $0.place == place })
    {
      throw ValidationError("\(other.option) and --output name the same place")
    }
    for name in names {
      let folder = FilePath(folder)
      if let other = taken.first(where: { $0.place.is(name, in: folder) }) {
        throw ValidationError("\(other.option) names a file of the reports in --output: \(name)")
      }
      if let key, key == FileIdentity(of: folder.appending(name)) { throw namesKey("--output") }
    }
  }

  private static func namesKey(_ option: String) -> ValidationError {
    ValidationError("\(option) names the key of --redact")
  }
}

/// A name in a folder, whatever path leads there.
private struct OutputPlace: Equatable {
  private let name: String
  private let folder: FileIdentity?
  /// Where the folder is not there yet.
  private let path: FilePath?

  /// `nil` for what is no name of a file.
  init?(_ path: FilePath) {
    guard let name = path.lastComponent?.string else { return nil }
    self.name = name
    let parent = path.removingLastComponent()
    folder = FileIdentity(of: path.folder)
    self.path = folder == nil ? parent.lexicallyNormalized() : nil
  }

  /// Whether it is that of a name in a folder.
  func `is`(_ name: String, in folder: FilePath) -> Bool {
    name == self.name && self == OutputPlace(folder.appending(name))
  }
}

extension FilePath {
  /// Whether this is a folder, or the path of something in it, by whatever name.
  fileprivate func leads(into folder: FilePath) -> Bool {
    guard let identity = FileIdentity(of: folder) else {
      // A folder that is yet to be made.
      return lexicallyNormalized().starts(with: folder.lexicallyNormalized())
    }
    // The deepest folder that is there.
    var place = self
    while FileIdentity(of: place.appending("..")) == nil {
      guard place != place.folder else { return false }
      place = place.folder
    }
    // Upwards as the system goes: what lies above a link is not what lies above its target.
    while let current = FileIdentity(of: place), current != identity {
      place.append("..")
      guard FileIdentity(of: place) != current else { return false }
    }
    return FileIdentity(of: place) != nil
  }
}
