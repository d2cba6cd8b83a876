import Foundation
import Reports
import Runs
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

struct TemporaryFileTests {
  private let scratch: Scratch
  private var folder: FilePath { FilePath(scratch.url.path) }

  init() throws { scratch = try Scratch() }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) }
  }

  @Test func `what cannot be read back is no error of the file, and leaves nothing`() throws {
    let unreadable = RunError(.cannotRead(.ioError), .temporaryFile(in: "/tmp"))
    let expected = OutputError(
      .write, folder.appending("a.csv").string, .reading(unreadable))
    #expect(expected.leavesOldSet)
    #expect(throws: expected) {
      _ = try TemporaryFile(for: "a.csv", in: folder) { _ throws(RunError) in throw unreadable }
    }
    #expect(try names.isEmpty)
  }

  @Test func `a file takes its place only when told to`() throws {
    try scratch.write("old".utf8, to: "quality.csv")
    func text() throws -> String {
      try String(contentsOf: scratch.url.appending(path: "quality.csv"), encoding: .utf8)
    }
    do {
      _ = try TemporaryFile(for: "quality.csv", in: folder) { _ in }
      #expect(try text() == "old")
    }
    #expect(try names == ["quality.csv"])
    let file = try TemporaryFile(for: "quality.csv", in: folder) { _ in }
    try file.takePlace()
    #expect(try text() == "")
    #expect(try names == ["quality.csv"])
  }

  @Test func `a folder that is gone is an error of the file`() throws {
    let gone = folder.appending("gone")
    let expected = OutputError(
      .write, gone.appending("a.csv").string, .system(.noSuchFileOrDirectory))
    #expect(throws: expected) { _ = try TemporaryFile(for: "a.csv", in: gone) { _ in } }
  }
}
