public import Foundation
public import Runs
internal import SystemPackage

/// A folder of its own for one test, removed when the test is done.
public final class Scratch: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "waybill-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The folder as one for temporary runs.
  public var runFolder: RunFolder { RunFolder(FilePath(url.path)) }

  public func path(_ name: String) -> String {
    url.appending(path: name).path
  }

  /// Writes `bytes` to a file, and makes the folders that lead to it.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// All files below a folder, by their paths from there; none where there is no folder.
  public func files(below folder: String) -> [String: String] {
    let root = path(folder)
    var files: [String: String] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? [] {
      guard let data = FileManager.default.contents(atPath: "\(root)/\(name)") else { continue }
      files[name] = String(decoding: data, as: UTF8.self)
    }
    return files
  }
}
