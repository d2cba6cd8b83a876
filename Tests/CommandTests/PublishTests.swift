import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct PublishTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private static let all = [
    "delivery.csv", "failures.csv", "inbound.csv", "manifest.json", "mms-group.csv", "quality.csv",
    "redelivery.csv", "report.json",
  ]

  /// Names what a run that is killed while it replaces a set may leave.
  private static let list = ".replacing.partial"

  @Test func `a successful run is silent, and leaves nothing but reports`() throws {
    #expect(try sandbox.run("report", "traffic", "--output", "out") == .silently)
    #expect(try sandbox.names(in: "out") == Self.all)
    #expect(try sandbox.run("report", "traffic", "--output", "deep/er/out/") == .silently)
    #expect(try sandbox.contents("deep/er/out") == sandbox.contents("out"))
  }

  @Test func `files hold what standard output shows`() throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    for name in ["delivery", "failures", "mms-group", "inbound", "redelivery", "quality"] {
      let shown = try sandbox.run("report", "traffic", "--report", name).output
      #expect(try sandbox.text("out/\(name).csv") == shown)
    }
    let shown = try sandbox.run("report", "traffic", "--format", "json").output
    #expect(try sandbox.text("out/report.json") == shown)
  }

  @Test func `whoever expects a file is told that there is a folder`() throws {
    let report = ["report", "traffic", "--report", "failures", "--verbose", "--output"]
    let told = try sandbox.run(report + ["failures.csv"]).error
    #expect(told.contains(#""failures.csv" is a folder of reports; "#))
    #expect(try !sandbox.run(report + ["2026.11"]).error.contains("is a folder"))
  }

  @Test func `a smaller set replaces a larger one, and nothing else`() throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    try sandbox.scratch.write("mine".utf8, to: "out/notes.csv")
    let run = try sandbox.run(
      "report", "traffic", "--output", "out", "--format", "csv", "--report", "inbound",
      "--report", "failures")
    #expect(run == .silently)
    #expect(
      try sandbox.names(in: "out") == ["failures.csv", "inbound.csv", "manifest.json", "notes.csv"])
    let manifest = try sandbox.text("out/manifest.json")
    #expect(manifest.contains("\"files\": [\n    \"failures.csv\",\n    \"inbound.csv\"\n  ]"))

    _ = try sandbox.run("report", "traffic", "--output", "out", "--format", "json")
    #expect(try sandbox.names(in: "out") == ["manifest.json", "notes.csv", "report.json"])
  }

  /// Without a manifest, with one that is cut, and with one of something else.
  @Test(
    arguments: [
      nil, "{\n  \"schema\": \"waybill/manifest/1\",\n  \"files\": [\n    \"failures.txt\"",
      "{\n  \"schema\": \"mine\",\n  \"files\": [\n    \"failures.txt\"\n  ]\n}\n",
    ])
  func `what no run has written stays, whatever it is called`(manifest: String?) throws {
    let mine = ["failures.txt", "inbound.ndjson", "report.html"]
    for name in mine { try sandbox.scratch.write("mine".utf8, to: "out/\(name)") }
    if let manifest { try sandbox.scratch.write(manifest.utf8, to: "out/manifest.json") }
    for _ in 0..<2 {
      #expect(try sandbox.run("report", "traffic", "--output", "out") == .silently)
      #expect(try sandbox.names(in: "out") == (Self.all + mine).sorted())
      #expect(try mine.allSatisfy { try sandbox.text("out/\($0)") == "mine" })
    }
  }

  @Test(.enabled(if: SystemCalls.canBeTampered))
  func `what a killed run has written goes, and what no run has written stays`() throws {
    let line = "waybill report traffic --output out --format ndjson --format html"
    var kills = 0
    for calls in ["rename,renameat,renameat2", "unlink,unlinkat", "fsync,fdatasync"] {
      for number in 1...40 {
        _ = try sandbox.shell("rm -rf out; waybill report traffic --output out")
        try sandbox.scratch.write("mine".utf8, to: "out/failures.txt")
        let run = try sandbox.shell(
          SystemCalls.tamper(line, calls, "signal=KILL", at: number))
        if run.status == 0 { break }
        kills += 1
        let next = try sandbox.run(
          "report", "traffic", "--output", "out", "--format", "csv", "--report", "inbound")
        #expect(next == .silently)
        let left = try sandbox.names(in: "out").filter { name in
          // Those beside their places may be of a run that goes on.
          !name.hasPrefix(".") || name == Self.list
        }
        #expect(
          left == ["failures.txt", "inbound.csv", "manifest.json"], "\(calls) \(number): \(left)")
      }
    }
    #expect(kills > 20, "only \(kills) kills")
  }

  /// Whatever a machine that goes down leaves, a manifest is that of the reports beside it.
  @Test(.enabled(if: SystemCalls.canBeTampered))
  func `files are on the disk before they take their places, between two manifests`() throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    let calls = try SystemCalls.namesAndSyncs(of: "report traffic --output out", in: sandbox)
    var steps: [String] = []
    var synced: Set<String> = []
    for call in calls {
      switch call {
      case .sync(let name): synced.insert(name)
      case .rename(let old, let new):
        #expect(synced.contains(old), "\(new)")
        steps.append(new)
      case .remove("manifest.json"): steps.append("without manifest")
      case .remove(Self.list): steps.append("without list")
      case .remove: break
      }
    }
    #expect(steps.prefix(2) == [Self.list, "without manifest"])
    #expect(steps.suffix(2) == ["manifest.json", "without list"])
    #expect(steps.dropFirst(2).dropLast().sorted() == Self.all)
  }

  @Test(.enabled(if: SystemCalls.canBeTampered))
  func `a set of which some files are replaced is told of, and has no manifest`() throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    let run = try sandbox.shell(
      SystemCalls.tamper(
        "waybill report traffic --output out", "rename,renameat,renameat2", "error=EIO", at: 2))
    #expect(run.status == 74)
    #expect(
      run.error.hasSuffix(
        "; its folder has no manifest now, and perhaps reports of two runs: run again\n"))
    #expect(try !sandbox.names(in: "out").contains("manifest.json"))
  }

  @Test(arguments: ["delivery.csv", "report.json", "manifest.json"])
  func `what stands in the way of one file keeps all as they were`(blocked: String) throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    try FileManager.default.removeItem(atPath: sandbox.scratch.path("out/\(blocked)"))
    try sandbox.scratch.write("kept".utf8, to: "out/\(blocked)/inside")
    let before = try sandbox.contents("out")
    let finished = try sandbox.run("report", "traffic/inbound.ndjson", "--output", "out")
    #expect(finished.status == 73)
    #expect(finished.error.hasPrefix("waybill: \"out/\(blocked)\" "), "\(finished.error)")
    #expect(finished.error.hasSuffix("; no report was replaced\n"))
    #expect(try sandbox.contents("out") == before)
  }

  @Test(.disabled(if: Sanitizer.isThread))
  func `a file that cannot be written keeps all as they were`() throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    let before = try sandbox.contents("out")
    // One block of 512 bytes: the report as JSON is larger.
    let finished = try sandbox.shell("ulimit -f 1; waybill report mixed --output out")
    #expect(finished.status == 73)
    #expect(finished.error.contains("; no report was replaced\n"))
    #expect(finished.error.contains(" cannot be written: File too large"), "\(finished.error)")
    #expect(try sandbox.contents("out") == before)
  }

  @Test(.disabled(if: Sanitizer.isThread))
  func `damage is told even when the reports cannot be written`() throws {
    let finished = try sandbox.shell("ulimit -f 1; waybill report mixed --output out")
    #expect(finished.status == 73)
    #expect(finished.error.split(separator: "\n").count == 4, "\(finished.error)")
  }

  @Test(
    arguments: [
      "packed.gz", "packed.gz/below", "packed.gz/below/it", "/proc/nowhere", "/dev/null", "nowhere",
    ])
  func `an output that cannot be a folder is refused`(output: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.scratch.path("nowhere"), withDestinationPath: "gone/too")
    let before = try sandbox.names(in: ".")
    let finished = try sandbox.run("report", "traffic", "--output", output)
    #expect(finished.status == 73)
    #expect(finished.output.isEmpty)
    #expect(finished.error.hasPrefix("waybill: \"\(output)"), "\(finished.error)")
    #expect(finished.error.hasSuffix("; no report was replaced\n"), "\(finished.error)")
    #expect(finished.error.split(separator: "\n").count == 1)
    #expect(try sandbox.names(in: ".") == before)
  }

  @Test func `a link to a folder is written through`() throws {
    _ = try sandbox.shell("mkdir there; ln -s there out")
    #expect(try sandbox.run("report", "traffic", "--output", "out") == .silently)
    #expect(try sandbox.names(in: "there") == Self.all)
  }

  @Test func `a path may go up from a folder that is not there yet`() throws {
    #expect(try sandbox.run("report", "traffic", "--output", "new/../out") == .silently)
    #expect(try sandbox.names(in: "out") == Self.all)
  }

  @Test func `runs that meet do not stumble over each other`() throws {
    let runs = try sandbox.shell(
      """
      for input in traffic traffic/inbound.ndjson traffic/outbound.ndjson traffic; do
        waybill report $input --output a/new/out & pids="$pids $!"
      done
      for pid in $pids; do wait $pid || exit; done
      """)
    #expect(runs == .silently)
    #expect(try sandbox.names(in: "a/new/out") == Self.all)
  }

  /// Starts a run that would replace the set in `out`, whose folder is held by somebody else, and waits
  /// until all its files are there.
  private func runBeforeHeldFolder() throws -> (run: Running, folder: FileDescriptor) {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    let folder = try FileDescriptor.open(
      FilePath(sandbox.scratch.path("out")), .readOnly, options: [.directory, .closeOnExec])
    try #require(flock(folder.rawValue, LOCK_EX) == 0)
    let run = try sandbox.start(["report", "traffic/inbound.ndjson", "--output", "out"])
    let isStaged = try run.wait {
      try sandbox.names(in: "out").contains { $0.hasPrefix(".manifest.json.") }
    }
    try #require(isStaged)
    // Nothing keeps a run that does not wait from replacing the set within this time.
    usleep(300_000)
    return (run, folder)
  }

  @Test func `a set is not replaced while another run replaces it`() throws {
    let (run, folder) = try runBeforeHeldFolder()
    let before = try sandbox.text("out/manifest.json")
    #expect(before.contains("outbound.ndjson"))
    try folder.close()
    #expect(try run.finished() == .silently)
    #expect(try sandbox.names(in: "out") == Self.all)
    #expect(try !sandbox.text("out/manifest.json").contains("outbound.ndjson"))
  }

  @Test func `a run that waits for another one ends at once when it is told to`() throws {
    let (run, folder) = try runBeforeHeldFolder()
    let end = try run.end(by: SIGTERM)
    #expect(end.finished == Finished(status: 143, output: "", error: ""))
    #expect(end.time < .seconds(1))
    try folder.close()
    #expect(try sandbox.names(in: "out") == Self.all)
    #expect(try sandbox.text("out/manifest.json").contains("outbound.ndjson"))
  }

  /// Somebody puts a folder into the place of the dropped lines while the archive is read.
  @Test(
    arguments: [
      ("report", "out", "the reports are written"), ("lifecycles", "rows", "the rows are written"),
    ])
  func `reports are there even if the dropped lines are not`(
    command: String, output: String, done: String
  ) throws {
    let finished = try sandbox.shell(
      """
      { cat traffic/outbound.ndjson
        until ls .rejects.*.partial > found 2>&1; do sleep 0.01; done; mkdir rejects; } |
        waybill \(command) - --output \(output) --rejects rejects
      """)
    #expect(finished.status == 74, "\(finished)")
    #expect(
      finished.error.hasPrefix("waybill: --rejects: \"./rejects\" cannot be replaced"),
      "\(finished)")
    #expect(finished.error.hasSuffix("; \(done)\n"), "\(finished)")
    #expect(FileManager.default.fileExists(atPath: sandbox.scratch.path(output)))
    #expect(try sandbox.names(in: ".").allSatisfy { !$0.hasSuffix(".partial") })
  }

  /// The modes of what a line of shell leaves in `out` and `new`, by their paths.
  private func modes(after line: String) throws -> [String] {
    let listing = try sandbox.shell("\(line) && find out new -printf '%m %p\\n' | sort -u -k2")
    #expect(listing.status == 0, "\(listing.error)")
    return listing.output.split(separator: "\n").map(String.init)
  }

  @Test func `only the owner can read what is written`() throws {
    let commands = """
      waybill report traffic --output out/deep --rejects new/rejects --format csv --format html &&
      waybill lifecycles traffic --output new/rows.csv
      """
    let loose = try modes(after: "mkdir -m 755 new; umask 000; \(commands)")
    #expect(loose.count == 13)
    #expect(loose.prefix(2) == ["755 new", "600 new/rejects"])
    for mode in loose.dropFirst() {
      let isFolder = mode.hasSuffix(" out") || mode.hasSuffix("/deep")
      #expect(mode.hasPrefix(isFolder ? "700 " : "600 "), "\(mode)")
    }
    // Nobody but root could write to a folder that is made so.
    let strict = try modes(
      after: "umask 0277; waybill lifecycles traffic --output new/strict.csv")
    #expect(strict.contains("400 new/strict.csv"))
  }

  @Test func `a file that others can read is replaced by one that they cannot`() throws {
    let listing = try modes(
      after: """
        mkdir -m 755 out new; echo old > out/delivery.csv; chmod 666 out/delivery.csv;
        waybill report traffic --output out --format csv
        """)
    #expect(listing.contains("600 out/delivery.csv"))
    #expect(listing.contains("755 out"), "a folder that was there keeps its mode")
  }

  /// Whoever can write to the folder could have laid them.
  @Test func `links in the folder are replaced, and not followed`() throws {
    try sandbox.scratch.write("kept".utf8, to: "victim")
    let links = try sandbox.shell(
      """
      mkdir out; for name in delivery.csv manifest.json report.json; do ln -s ../victim out/$name; done
      ln -s ../nowhere out/failures.csv; ln -s victim rows.csv; ln -s victim rejects
      waybill report traffic --output out --rejects rejects && waybill lifecycles traffic --output rows.csv
      find out rows.csv rejects -type l
      """)
    #expect(links == .silently)
    #expect(try sandbox.text("victim") == "kept")
    #expect(try sandbox.names(in: "out") == Self.all)
    #expect(!FileManager.default.fileExists(atPath: sandbox.scratch.path("nowhere")))
  }
}
