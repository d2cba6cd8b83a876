import Archives
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

struct DiscoveryTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The names found in the given inputs below the scratch folder, which is cut off.
  private func names(_ inputs: String...) throws -> [String] {
    let paths = inputs.map { scratch.url.path + $0 }
    return try Discovery.archives(in: paths).map {
      let name = String(decoding: $0.name, as: UTF8.self)
      return name.replacing(scratch.url.path, with: "", maxReplacements: 1)
    }
  }

  @Test func `what is left out by name is counted, but for hidden files`() throws {
    try write("a.gz", "b.log.1", "sub/a.log-20261120", "sub/.hidden.zst", "sub/c.zst", "out/d.txt")
    func leftOut(_ inputs: String...) throws -> FoundArchives.LeftOut? {
      try Discovery.search(
        inputs.map { Array(scratch.path($0).utf8) }, outside: [scratch.path("out")]
      ).leftOut
    }
    let found = try #require(try leftOut("."))
    #expect(found.count == 3)
    #expect(found.displayName.hasSuffix("/b.log.1"))
    #expect(try leftOut("sub", "a.gz")?.count == 2)
    #expect(try leftOut("a.gz", "b.log.1") == nil)
    // One that is named is read, and one that is met twice is left out once.
    #expect(try leftOut(".", "b.log.1", "sub/../sub/c.zst")?.count == 1)
    let twice = try #require(try leftOut("sub", "a.gz", "sub", "./sub"))
    #expect(twice.count == 2 && twice.displayName.hasSuffix("/./sub/a.log-20261120"))
    try link("latest", to: scratch.path("a.gz"))
    #expect(try leftOut(".")?.count == 3)
  }

  @Test func `reports that are written among archives are none`() throws {
    try write("a.gz", "out/report.json", "out/2026-11-01/report.json", "sub/b.gz")
    try link("sub/link", to: scratch.path("out"))
    func names(_ input: String, _ output: String) throws -> [String] {
      try Discovery.search(
        [Array(scratch.path(input).utf8)], outside: [scratch.path(output)]
      ).sorted.map {
        String(decoding: $0.name, as: UTF8.self).split(separator: "/").last.map(String.init) ?? ""
      }
    }
    #expect(try names(".", "out") == ["a.gz", "b.gz"])
    #expect(try names(".", "./sub/../out/") == ["a.gz", "b.gz"])
    #expect(try names(".", "nowhere").count == 4)
    // Who names the folder itself means it.
    #expect(try names("out", "out").count == 2)
  }

  private func write(_ names: String...) throws {
    for name in names { try scratch.write(Array(name.utf8), to: name) }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path(name), withDestinationPath: target)
  }

  @Test func `a folder means its archives, all the way down, hidden ones left out`() throws {
    try write(
      "a.gz", "b.NDJSON", "c.jsonl", "d.json", "e.Log", "sub/f.json.gz", "sub.gz/g.log",
      "h.txt", "gz", "i.gz.part", ".j.gz", ".k/l.gz", "sub/.m/n.gz")
    #expect(
      try names("") == [
        "/a.gz", "/b.NDJSON", "/c.jsonl", "/d.json", "/e.Log", "/sub.gz/g.log", "/sub/f.json.gz",
      ])
    #expect(try names("/.k") == ["/.k/l.gz"])
  }

  @Test func `a slash behind a folder changes no name`() throws {
    try write("logs/a.gz")
    for input in ["/logs", "/logs/", "/logs///"] {
      #expect(try names(input) == ["/logs/a.gz"])
    }
  }

  @Test func `a file is read whatever it is called`() throws {
    try write("notes.txt", ".hidden")
    let sources = try Discovery.archives(in: [scratch.path("notes.txt")])
    #expect(sources.map(\.name) == [Array(scratch.path("notes.txt").utf8)])
    #expect(sources.map(\.byteCount) == [9])
    #expect(try names("/.hidden") == ["/.hidden"])
  }

  @Test func `standard input is read once`() throws {
    let sources = try Discovery.archives(in: ["-", "-"])
    #expect(sources == [.standardInput])
    #expect(sources.first?.isStandardInput == true)
  }

  @Test func `archives are sorted by the bytes of their names`() throws {
    try write("b.gz", "a/z.gz", "a.gz", "a-b/x.gz", "B.gz", "ä.gz", "a/b/c.gz")
    #expect(
      try names("/b.gz", "") == [
        "/B.gz", "/a-b/x.gz", "/a.gz", "/a/b/c.gz", "/a/z.gz", "/b.gz", "/ä.gz",
      ])
  }

  @Test func `a file reached twice is read once, under its smallest name`() throws {
    try write("m/file.gz")
    try FileManager.default.linkItem(
      atPath: scratch.path("m/file.gz"), toPath: scratch.path("m/hard.gz"))
    try link("m/0.gz", to: "file.gz")
    #expect(try names("", "/m", "/m/file.gz") == ["/m/0.gz"])
    #expect(try names("/m/hard.gz", "/m/file.gz") == ["/m/file.gz"])
  }

  @Test func `a folder reached twice gives its files their smallest names`() throws {
    try write("z/deep/file.gz", "b-c/other.gz")
    try link("y", to: "z")
    try link("x", to: "z/deep")
    try link("b", to: "b-c")
    // "b-c/" comes before "b/", although "b" comes before "b-c".
    #expect(try names("") == ["/b-c/other.gz", "/x/file.gz"])
    #expect(try names("/z", "/y") == ["/y/deep/file.gz"])
  }

  @Test func `links in a circle end where they began`() throws {
    try write("a/file.gz", "b/file.gz")
    try link("a/b", to: "../b")
    try link("b/a", to: "../a")
    try link("a/self", to: ".")
    try link("circle.gz", to: "circle.gz")
    #expect(try names("") == ["/a/b/file.gz", "/a/file.gz", "/circle.gz"])
  }

  @Test func `folders that link to each other are each visited once`() throws {
    // Every path through 12 such folders would be half a billion.
    for folder in 0..<12 {
      try write("\(folder)/f.gz")
      for other in 0..<12 where other != folder {
        try link("\(folder)/\(other)", to: "../\(other)")
      }
    }
    #expect(try names("").count == 12)
  }

  @Test func `a link to nowhere is listed if it is called like an archive`() throws {
    try write("a.gz")
    try link("gone.gz", to: "nowhere")
    try link("gone", to: "nowhere")
    let sources = try Discovery.archives(in: [scratch.url.path])
    #expect(sources.map(\.byteCount) == [4, 0])
    let summaries = sources.map { ArchiveReader.read($0) { window, _ in window.count } }
    #expect(summaries.map(\.status) == [.ok, .unreadable])
  }

  @Test func `a pipe is read when named, and left out of folders`() throws {
    try write("a.gz")
    try scratch.makePipe("pipe.gz")
    #expect(try names("") == ["/a.gz"])
    #expect(try names("", "/pipe.gz") == ["/a.gz", "/pipe.gz"])
    #expect(try Discovery.archives(in: ["/dev/null"]).first?.byteCount == 0)
  }

  @Test func `names may hold any byte`() throws {
    let name = Array("/line\nfeed ".utf8) + [0xFF] + Array(".gz".utf8)
    let path = Array(scratch.url.path.utf8) + name
    let platformPath = path.map { CChar(bitPattern: $0) } + [0]
    try FileDescriptor.open(
      FilePath(platformString: platformPath), .writeOnly, options: .create,
      permissions: .ownerReadWrite
    ).close()
    let source = try #require(try Discovery.archives(in: [scratch.url.path]).first)
    #expect(source.name == path)
    #expect(source.displayName.hasSuffix(#"/line\x0afeed \xff.gz"#))
    #expect(ArchiveReader.read(source) { window, _ in window.count }.status == .empty)
    #expect(try Discovery.search([path]).sorted == [source])
  }

  @Test func `a folder whose path is too long is listed and unreadable`() throws {
    try write("logs/a-file.gz", "logs/sub-folder/b.gz")
    // The longest path that the system takes still opens the folder, and nothing in it.
    var input = scratch.path("logs")
    while input.utf8.count < 4090 { input += "/." }
    let sources = try Discovery.archives(in: [input])
    #expect(sources.map(\.name.count) == [input.utf8.count + 10, input.utf8.count + 11])
    for source in sources {
      #expect(ArchiveReader.read(source) { window, _ in window.count }.status == .unreadable)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may open every folder"))
  func `a folder that does not open is listed and unreadable`() throws {
    try write("logs/a.gz", "logs/locked/b.gz")
    let locked = scratch.path("logs/locked")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: locked)
    }
    let sources = try Discovery.archives(in: [scratch.path("logs")])
    let summaries = sources.map { ArchiveReader.read($0) { window, _ in window.count } }
    #expect(summaries.map(\.status) == [.ok, .unreadable])
    #expect(try names("/logs") == ["/logs/a.gz", "/logs/locked/"])
  }

  @Test func `a missing input and inputs without archives are told apart`() throws {
    try write("empty/notes.txt")
    let missing = scratch.path("no\u{1B}where")
    #expect(throws: DiscoveryError.missing(Array(missing.utf8))) {
      try Discovery.archives(in: [scratch.path("empty"), missing])
    }
    #expect(throws: DiscoveryError.missing([])) { try Discovery.archives(in: [""]) }
    #expect(throws: DiscoveryError.nothingFound([Array(scratch.path("empty").utf8)])) {
      try Discovery.archives(in: [scratch.path("empty")])
    }
    #expect(
      DiscoveryError.missing(Array("a\u{1B}b".utf8) + [0xFF]).description
        == #""a\x1bb\xff": no such file or folder; check the name"#)
    #expect(
      DiscoveryError.nothingFound([Array("x".utf8), Array("y".utf8)]).description == """
        no archive found in "x", "y"; a folder is searched for *.gz, *.ndjson, *.jsonl, *.json, \
        *.log, hidden files left out: name a file itself if it is called otherwise
        """)
  }
}
