import Archives
import Foundation
import Primitives

/// The committed folder of samples.
enum SampleFolder {
  static let url = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sample-logs")

  /// Not made by the builder.
  static let readMe = "README.md"

  /// What the builder makes of everything, without the page that explains it.
  static func built() async throws -> [SampleFile] {
    try await BaseTraffic.files() + OddArchives.all + DamagedArchives.all
  }

  /// The committed files, by their paths below the folder.
  static func paths() throws -> [String] {
    let root = url.path + "/"
    let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)
    return (files?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { !$0.hasDirectoryPath }.map { $0.path.replacing(root, with: "") }.sorted()
  }

  static func bytes(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appending(path: path)))
  }

  static func write(_ file: SampleFile) throws {
    let place = url.appending(path: file.path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.bytes).write(to: place)
  }
}

/// What the archive at `path` decompresses to, as far as it can be read.
func content(ofArchiveAt path: String) -> (bytes: [UInt8], summary: ArchiveSummary) {
  var bytes: [UInt8] = []
  let source = ArchiveSource(name: Array(path.utf8), byteCount: 0)
  let summary = ArchiveReader.read(source) { window, _ in
    bytes.append(window)
    return window.count
  }
  return (bytes, summary)
}
