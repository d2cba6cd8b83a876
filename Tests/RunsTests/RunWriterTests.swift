import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Runs

struct RunWriterTests {
  static let records = (0..<200).map { Record([UInt8($0)], [UInt8](repeating: 1, count: 1000)) }

  private func names(in folder: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
  }

  @Test func `a temporary run never shows in its folder`() throws {
    let folder = try Scratch()
    var writer = try RunWriter(in: folder.runs, blockSize: 1000)
    try append([Self.records], to: &writer)
    #expect(try names(in: folder) == [])
    let run = try writer.finish()
    #expect(try names(in: folder) == [])
    #expect(try merged([run]).records == Self.records)
  }

  @Test func `a writer that is dropped half way leaves nothing, not even an open file`() throws {
    let folder = try Scratch()
    do {
      var writer = try RunWriter(in: folder.runs, blockSize: 1000)
      try append([Self.records], to: &writer)
      #expect(try openFiles(below: folder) == 1)
    }
    #expect(try names(in: folder) == [])
    #expect(try openFiles(below: folder) == 0)
  }

  @Test func `the file of a run is closed with its last reference`() throws {
    let folder = try Scratch()
    do {
      let run = try writeRun([Self.records], in: folder)
      #expect(try openFiles(below: folder) == 1)
      _ = try merged([run])
    }
    #expect(try openFiles(below: folder) == 0)
  }

  /// How many descriptors of this process belong to files in the folder.
  private func openFiles(below folder: Scratch) throws -> Int {
    let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let targets = names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    return targets.count { $0.contains(folder.url.lastPathComponent) }
  }

  @Test func `without files that have no name, a file is created and loses its name`() throws {
    let folder = try Scratch()
    let file = try folder.runs.createNamedFile()
    #expect(try names(in: folder) == [])
    var writer = RunWriter(to: file, blockSize: 1000)
    try append([Self.records], to: &writer)
    let run = try writer.finish()
    #expect(try names(in: folder) == [])
    #expect(try merged([run]).records == Self.records)
  }

  @Test func `a folder that is not there is named`() throws {
    let folder = try Scratch()
    let missing = FilePath(folder.path("missing"))
    let error = #expect(throws: RunError.self) { _ = try RunFolder(missing).createFile() }
    #expect(error == RunError(.cannotCreate(.noSuchFileOrDirectory), .temporaryFile(in: missing)))
    #expect(
      error?.description
        == "temporary file in \"\(missing)\": cannot be created: No such file or directory")
    let file = FilePath(try folder.write([], to: "file"))
    let other = #expect(throws: RunError.self) { _ = try RunFolder(file).createFile() }
    #expect(other == RunError(.cannotCreate(.notDirectory), .temporaryFile(in: file)))
    #expect(throws: RunError(.cannotCreate(.notDirectory), .temporaryFile(in: file))) {
      _ = try RunFolder(file).createNamedFile()
    }
  }

  // The kernel's own full disk: every write to the device fails as on one.
  private static let fullDisk = RunError.Place.file("/dev/full")

  private func writerOnFullDisk(blockSize: Int) throws -> RunWriter {
    let descriptor = try FileDescriptor.open(FilePath("/dev/full"), .readWrite)
    return RunWriter(to: RunFile(descriptor, Self.fullDisk), blockSize: blockSize)
  }

  @Test func `a full disk is found when a block is written`() throws {
    let full = RunError(.cannotWrite(.noSpace), Self.fullDisk)
    var writer = try writerOnFullDisk(blockSize: 2500)
    try writer.beginSection()
    try append(Array(Self.records[..<2]), to: &writer)
    #expect(throws: full) { try append([Self.records[2]], to: &writer) }
    // The file has a hole now: nothing that follows may look as if it had worked.
    #expect(throws: full) { try writer.beginSection() }
    #expect(throws: full) { try append([Self.records[3]], to: &writer) }
    do {
      _ = try writer.finish()
      Issue.record("a run with a hole was finished")
    } catch {
      #expect(error == full)
    }
    #expect(full.description == "\"/dev/full\": cannot be written: No space left on device")
  }

  @Test func `a full disk is found when the run is finished`() throws {
    for sections in [[], [[]], [[Record("a", "b")]]] as [[[Record]]] {
      var writer = try writerOnFullDisk(blockSize: 1000)
      try append(sections, to: &writer)
      do {
        _ = try writer.finish()
        Issue.record("a run was finished on a full disk")
      } catch {
        #expect(error == RunError(.cannotWrite(.noSpace), Self.fullDisk))
      }
    }
  }

  @Test func `keys of a section need not come after those of another`() throws {
    let folder = try Scratch()
    let run = try writeRun([[Record("b", "1")], [Record("a", "2")]], in: folder, blockSize: 1)
    #expect(try merged([run], section: 1).records == [Record("a", "2")])
  }

  @Test func `keys that do not ascend, and records before a section, are mistakes of the program`()
    async
  {
    for keys in [["a", "a"], ["b", "a"], ["ab", "a"]] {
      await #expect(processExitsWith: .failure) { [keys = keys as [String]] in
        var writer = try RunWriter(in: RunFolder("/tmp"))
        try append([keys.map { Record($0, "") }], to: &writer)
      }
      await #expect(processExitsWith: .failure) { [keys = keys as [String]] in
        var writer = try RunWriter(in: RunFolder("/tmp"), blockSize: 1)
        try append([keys.map { Record($0, "") }], to: &writer)
      }
    }
    await #expect(processExitsWith: .failure) {
      var writer = try RunWriter(in: RunFolder("/tmp"))
      try append([Record("a", "")], to: &writer)
    }
  }
}
