import Archives
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

  @Test func `what was left long ago is removed`() throws {
    let old = Date(timeIntervalSinceNow: -90_000)
    let left = [
      ".rows.csv.1a.partial", ".rows.csv.zz.partial", ".rows.csv.x.y.partial", ".rows.csv",
    ]
    for name in left { try scratch.write("left".utf8, to: name) }
    for name in left where name != ".rows.csv.zz.partial" {
      try FileManager.default.setAttributes(
        [.modificationDate: old], ofItemAtPath: scratch.path(name))
    }
    let file = try OutputFile(path)
    try file.publish()
    // Of another file, of nobody, and what somebody may be writing.
    #expect(
      try Set(names) == [".rows.csv", ".rows.csv.x.y.partial", ".rows.csv.zz.partial", "rows.csv"])
  }

  @Test func `folders and devices are not replaced`() throws {
    #expect(throws: OutputError(.prepare, scratch.url.path, .system(.isDirectory))) {
      try OutputFile(scratch.url.path)
    }
    #expect(throws: OutputError(.prepare, "/dev/null", .device)) {
      try OutputFile("/dev/null")
    }
    #expect(throws: OutputError(.prepare, "/", .system(.isDirectory))) { try OutputFile("/") }
  }

  @Test func `links to files are replaced, and those to devices are not`() throws {
    try scratch.write("mine".utf8, to: "other.csv")
    func link(to target: String) throws {
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
    for target in ["/dev/null", "/proc/self/fd", "/"] {
      try link(to: target)
      #expect(throws: OutputError.self) { try OutputFile(path) }
    }
    // Whatever standard output is now.
    for path in ["/dev/stdout", "/dev/fd/../stdin", "/dev/fd"] {
      #expect(throws: OutputError.self) { try OutputFile(path) }
    }
    for target in ["other.csv", "nowhere"] {
      try link(to: target)
      let file = try OutputFile(path)
      try file.append(Array("new".utf8))
      try file.publish()
      #expect(try text() == "new")
    }
    #expect(
      try String(contentsOfFile: scratch.path("other.csv"), encoding: .utf8) == "mine")
  }

  @Test func `an archive that is read is not replaced`() throws {
    try scratch.write("{}".utf8, to: "rows.csv")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link.csv"), withDestinationPath: path)
    let archives = try Discovery.archives(in: [path])
    for name in ["rows.csv", "link.csv", "./rows.csv"] {
      let place = scratch.path(name)
      #expect(throws: OutputError(.prepare, FilePath(place).string, .archive)) {
        try OutputFile(place, sparing: archives)
      }
    }
    _ = try OutputFile(scratch.path("other.csv"), sparing: archives + [.standardInput])
  }
}
