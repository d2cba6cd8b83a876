import Foundation
import Generator
import SystemPackage
import TestSupport
import Testing

struct FailureTests {
  private let options = GeneratorOptions(hours: 3, targetBytes: 20_000)

  @Test func `refuses a folder that holds archives`() async throws {
    let scratch = try Scratch()
    let path = try scratch.write([1], to: "out/callbacks-1999-01-01T00.ndjson.gz")
    let folder = scratch.path("out")
    await #expect(
      throws: GeneratorError(
        .folderHoldsArchive(name: "callbacks-1999-01-01T00.ndjson.gz"), path: folder)
    ) {
      try await Generator(options).write(to: folder, jobs: 2)
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1]))
  }

  @Test func `says which folder cannot be made, and why`() async throws {
    let scratch = try Scratch()
    let file = try scratch.write([1], to: "file")
    let error = await #expect(throws: GeneratorError.self) {
      try await Generator(options).write(to: "\(file)/below/it", jobs: 2)
    }
    #expect(
      error == GeneratorError(.system(.createFolder, .notDirectory), path: "\(file)/below/it"))
    #expect(
      error?.description == "\(file)/below/it: cannot create the folder: Not a directory")
  }

  @Test func `leaves nothing behind when a file cannot be written`() async throws {
    let scratch = try Scratch()
    // A folder in the place of the temporary file of the last hour.
    let name = ".callbacks-2026-11-20T02.ndjson.gz.partial"
    try scratch.write([1], to: "out/\(name)/file")
    let folder = scratch.path("out")
    await #expect(
      throws: GeneratorError(.system(.createFile, .fileExists), path: "\(folder)/\(name)")
    ) {
      try await Generator(options).write(to: folder, jobs: 1)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
  }

  @Test func `leaves nothing behind when it is cancelled`() async throws {
    let scratch = try Scratch()
    let folder = scratch.path("out")
    let (begun, signal) = AsyncStream.makeStream(of: Void.self)
    let task = Task { [options] in
      try await Generator(options).write(to: folder, jobs: 1) { _ in
        signal.yield()
        while !Task.isCancelled { Thread.sleep(forTimeInterval: 0.001) }
      }
    }
    for await _ in begun { break }
    task.cancel()
    let written = await task.result
    #expect(throws: GeneratorError(.cancelled, path: folder)) { try written.get() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `creates the folders that lead to its own`() async throws {
    let scratch = try Scratch()
    let summary = try await Generator(options).write(to: scratch.path("a/b/c/"), jobs: 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("a/b/c"))
    #expect(names.sorted() == summary.files.map(\.name))
  }
}
