import Foundation
import Reports
import TestSupport
import Testing

/// Rules of the house that no compiler checks.
@Suite struct TidyTests {
  /// The only files that may step outside memory safety, each for the reason it gives.
  static let unsafeFiles: Set<String> = [
    "Sources/Archives/Reading/InputFile.swift", "Sources/Archives/Reading/Threads.swift",
    "Sources/Archives/Gzip/Inflater.swift",
    "Sources/Callbacks/Search/PairScan.swift", "Sources/Callbacks/JSON/StringScan.swift",
    "Sources/Lifecycles/Logging/EventLog.swift",
    "Sources/Generator/Writing/GzipFile.swift", "Sources/Generator/Writing/LineBuffer.swift",
    "Sources/Primitives/Hashing/Checksum.swift", "Sources/Primitives/Time/Clock.swift",
    "Sources/Primitives/Files/FileSystem.swift", "Sources/Primitives/Files/FolderListing.swift",
    "Sources/Primitives/Bytes/Prefetch.swift", "Sources/Primitives/Work/Semaphore.swift",
    "Sources/Primitives/Files/SmallFile.swift",
    "Sources/Primitives/Bytes/AppendedBytes.swift", "Sources/Primitives/Bytes/SpanComparison.swift",
    "Sources/Primitives/Bytes/UnwrittenArray.swift",
    "Sources/Primitives/Bytes/Words.swift",
    "Sources/Runs/Deflate.swift", "Sources/Runs/RunFile.swift",
    "Sources/waybill/Process/BugReport.swift", "Sources/waybill/Process/EndingSignals.swift",
    "Sources/waybill/Process/OpenFiles.swift",
    "Sources/waybill/Process/RawArguments.swift", "Sources/waybill/Process/StandardStreams.swift",
    "Sources/waybill/Process/Terminal.swift",
  ]

  /// What each layer may import of the others; arrows point down only.
  static let layers: [(name: String, below: Set<String>)] = [
    ("Primitives", []), ("Runs", ["Primitives"]), ("Archives", ["Primitives"]),
    ("Callbacks", ["Primitives", "Archives"]),
    ("Lifecycles", ["Primitives", "Callbacks"]), ("Generator", ["Primitives"]),
    ("Reports", ["Primitives", "Runs", "Archives", "Callbacks", "Lifecycles"]),
    ("Pipeline", ["Primitives", "Runs", "Archives", "Callbacks", "Lifecycles", "Reports"]),
  ]

  static func swiftFiles(below folder: String) throws -> [(path: String, lines: [Substring])] {
    let root = packageRoot.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
      return ("\(folder)/\(name)", text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func `files are small`() throws {
    for (path, lines) in try Self.swiftFiles(below: "Sources") {
      #expect(lines.count <= 300, "\(path) has \(lines.count) lines")
    }
    for (path, lines) in try Self.swiftFiles(below: "Tests") {
      #expect(lines.count <= 500, "\(path) has \(lines.count) lines")
    }
  }

  @Test func `unsafe code is listed and justified`() throws {
    var found: Set<String> = []
    for (path, lines) in try Self.swiftFiles(below: "Sources") {
      let places = lines.indices.filter { index in
        let isComment = lines[index].drop { $0 == " " }.hasPrefix("//")
        return !isComment && (lines[index].contains("unsafe ") || lines[index].contains("@safe "))
      }
      if !places.isEmpty { found.insert(path) }
      for place in places where !lines[place].contains("safe ") || !lines[place].contains("@") {
        #expect(
          Self.declaration(around: place, in: lines).contains { $0.contains("// SAFETY:") },
          "\(path):\(place + 1) does not say why it is safe")
      }
    }
    #expect(found == Self.unsafeFiles)
  }

  /// The lines of the declaration in which a line lies: from behind a blank line, or the end of another, to its
  /// end or a blank line.
  private static func declaration(around place: Int, in lines: [Substring]) -> ArraySlice<Substring>
  {
    func isEnd(_ line: Substring) -> Bool { line.hasPrefix("}") || line.hasPrefix("  }") }
    let start = lines[..<place].lastIndex { isEnd($0) || $0.isEmpty }.map { $0 + 1 } ?? 0
    let end = lines[place...].firstIndex { isEnd($0) || $0.isEmpty } ?? lines.endIndex
    return lines[start..<end]
  }

  @Test func `functions fit a screen`() throws {
    for (path, lines) in try Self.swiftFiles(below: "Sources") {
      for (start, end) in Self.functions(in: lines) {
        #expect(end - start < 45, "\(path):\(start + 1) has \(end - start + 1) lines")
      }
    }
  }

  /// Where functions begin, and where the brace at the same distance from the margin ends them.
  private static func functions(in lines: [Substring]) -> [(start: Int, end: Int)] {
    lines.indices.compactMap { start in
      let words = lines[start].split(separator: " ")
      guard let keyword = words.first(where: { !modifiers.contains(String($0)) }),
        ["func", "deinit"].contains(keyword) || keyword.hasPrefix("init"),
        !lines[start].hasSuffix("}")
      else { return nil }
      let closing = lines[start].prefix { $0 == " " } + "}"
      return lines[start...].firstIndex { $0 == closing }.map { (start, $0) }
    }
  }

  private static let modifiers: Set<String> = [
    "public", "private", "fileprivate", "internal", "static", "mutating", "consuming", "override",
    "@inline(__always)", "@inline(never)", "@inlinable", "@unsafe", "@discardableResult",
    "nonisolated",
  ]

  @Test func `nothing is left for later`() throws {
    let marks = ["TO" + "DO", "FIX" + "ME", "try" + "!", "fatal" + "Error("]
    for (path, lines) in try Self.swiftFiles(below: "Sources") + Self.swiftFiles(below: "Tests") {
      for (number, line) in lines.enumerated() {
        for mark in marks { #expect(!line.contains(mark), "\(path):\(number + 1): \(mark)") }
      }
    }
  }

  @Test(arguments: layers.map(\.name))
  func `layers import only what lies below`(name: String) throws {
    let below = try #require(Self.layers.first { $0.name == name }).below
    let all = Set(Self.layers.map(\.name))
    for (path, lines) in try Self.swiftFiles(below: "Sources/\(name)") {
      for line in lines where line.hasPrefix("public import ") || line.hasPrefix("internal import ")
      {
        let module = String(line.split(separator: " ")[2])
        #expect(!all.contains(module) || below.contains(module), "\(path) imports \(module)")
        #expect(!module.hasPrefix("Foundation"), "\(path) imports \(module)")
      }
    }
  }

  /// Of what belongs to the project: whoever tries it here leaves reports and ledgers beside that.
  @Test func `top level holds nothing else`() throws {
    // An unpacked archive of the sources is no checkout.
    guard FileManager.default.fileExists(atPath: packageRoot.appending(path: ".git").path) else {
      return
    }
    let listing = try output(
      of: ["git", "-c", "safe.directory=*", "ls-files", "-z"], in: packageRoot)
    try #require(listing.status == 0)
    let names = listing.text.split(separator: "\0").map { $0.prefix { $0 != "/" } }
    let visible = Set(names.filter { !$0.hasPrefix(".") })
    let expected: Set<Substring> = [
      "Package.swift", "README.md", "Sources", "Tests", "reports", "sample-logs",
    ]
    #expect(visible == expected)
  }

  @Test func `column page is up to date`() throws {
    try expectCommitted(ColumnPages.markdown, at: "Sources/Reports/Reports.docc/Columns.md")
  }
}
