import Archives
import Foundation
import TestSupport
import Testing

/// The committed samples are what the builder makes; `RECORD=1` writes them.
@Suite struct RecordedFilesTests {
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  @Test func `committed files are the built ones`() async throws {
    let built = try await SampleFolder.built()
    let names = built.map(\.path)
    try #require(Set(names).count == names.count, "two files of one name")
    let differing = try built.filter { try !isCommitted($0) }
    let superfluous = Set(try SampleFolder.paths()).subtracting(names + [SampleFolder.readMe])
    if Self.isRecording {
      for file in differing { try SampleFolder.write(file) }
      for path in superfluous {
        try FileManager.default.removeItem(at: SampleFolder.url.appending(path: path))
      }
    }
    // Also when recording, so that a recording run is never green by itself.
    #expect(differing.map(\.path) == [], "missing or different; RECORD=1 writes them")
    #expect(superfluous.sorted() == [], "nothing builds these; RECORD=1 removes them")
  }

  private func isCommitted(_ file: SampleFile) throws -> Bool {
    guard let committed = try? SampleFolder.bytes(of: file.path) else { return false }
    switch file.comparison {
    case .bytes: return committed == file.bytes
    case .content:
      let scratch = try Scratch()
      let built = content(ofArchiveAt: try scratch.write(file.bytes, to: "built"))
      let stored = content(ofArchiveAt: SampleFolder.url.appending(path: file.path).path)
      // The same content and members, both without damage.
      return stored.bytes == built.bytes && stored.summary.members == built.summary.members
        && stored.summary.status == .ok && built.summary.status == .ok
    }
  }
}
