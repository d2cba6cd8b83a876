import Foundation
import Pipeline
import SystemPackage
import TestSupport
import Testing

struct OutputFileTests {
  private let scratch: Scratch
  private var path: String { scratch.path("rows.csv") }

  init() throws { scratch = try Scratch() }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) }
  }

  private func text() throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `a file replaces another when it is whole`() throws {
    try scratch.write("old".utf8, to: "rows.csv")
    do {
      let file = try OutputFile(path)
      try file.append(Array("half".utf8))
      #expect(try text() == "old")
    }
    #expect(try names == ["rows.csv"])
    let file = try OutputFile(path)
    try file.append(Array("new ".utf8))
    try file.append(Array("rows".utf8))
    #expect(try text() == "old")
    try file.publish()
    #expect(try text() == "new rows")
    #expect(try names == ["rows.csv"])
  }

  @Test func `folders and devices are not replaced`() throws {
    #expect(throws: OutputError(.prepare, scratch.url.path, .system(.isDirectory))) {
      try OutputFile(scratch.url.path)
    }
    #expect(throws: OutputError(.prepare, "/dev/null", .system(.fileExists))) {
      try OutputFile("/dev/null")
    }
    #expect(throws: OutputError(.prepare, "/", .system(.isDirectory))) { try OutputFile("/") }
  }
}
