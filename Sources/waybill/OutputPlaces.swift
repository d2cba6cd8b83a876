internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import SystemPackage

/// Where the outputs of a run go: none may take the place of another, or of the key of `--redact`.
struct OutputPlaces {
  /// A name in a folder, whatever path leads there.
  private struct Place: Equatable {
    let name: String
    let folder: FileIdentity?
    /// Where the folder is not there yet.
    let path: FilePath?

    /// `nil` for what is no name of a file.
    init?(_ path: FilePath) {
      guard let name = path.lastComponent?.string else { return nil }
      self.name = name
      let parent = path.removingLastComponent()
      folder = FileIdentity(of: parent.isEmpty ? "." : parent)
      self.path = folder == nil ? parent.lexicallyNormalized() : nil
    }
  }

  private let keyFile: FilePath?
  private var taken: [(option: String, place: Place)] = []

  init(_ redaction: RedactionOptions) {
    keyFile = redaction.keyFile.map { FilePath($0) }
  }

  /// Adds a file.
  ///
  /// - Throws: A `ValidationError` if something else has its place.
  mutating func add(_ option: String, _ path: String?) throws {
    guard let path, let place = Place(FilePath(path)) else { return }
    if let keyFile, let key = FileIdentity(of: keyFile), FileIdentity(of: FilePath(path)) == key {
      throw ValidationError("\(option) names the key of --redact")
    }
    if let other = taken.first(where: { $0.place == place }) {
      throw ValidationError("\(option) and \(other.option) name the same file")
    }
    taken.append((option, place))
  }

  /// Adds a folder in which files of some names are replaced.
  mutating func add(folder: String?, _ names: [String]) throws {
    guard let folder, folder != "-" else { return }
    for name in names {
      let path = FilePath(folder).appending(name).string
      let place = Place(FilePath(path))
      if let other = taken.first(where: { $0.place == place }) {
        throw ValidationError("\(other.option) names a file of the reports in --output: \(name)")
      }
      try add("--output", path)
    }
  }
}
