import Foundation
import TestSupport
import Testing

/// What a ledger says and does when it cannot be written, read or locked.
@Suite(.timeLimit(.minutes(30))) struct LedgerFailureTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @discardableResult
  private func add(_ input: String) throws -> Finished {
    try sandbox.run("ledger", "add", input, "--ledger", "ledger")
  }

  @Test func `files and folder are their owner's alone`() throws {
    let modes = try sandbox.shell(
      """
      umask 0; waybill ledger add traffic --ledger deep/ledger
      stat -c %a deep deep/ledger deep/ledger/*
      """)
    #expect(modes.status == 0 && modes.error.isEmpty)
    let lines = modes.output.split(separator: "\n")
    #expect(lines.prefix(2) == ["700", "700"])
    #expect(lines.count > 4 && lines.dropFirst(2).allSatisfy { $0 == "600" }, "\(lines)")
  }

  @Test(.enabled(if: SystemCalls.canBeTampered))
  func `runs and journal are on the disk before the journal names them`() throws {
    let calls = try SystemCalls.namesAndSyncs(of: "ledger add traffic --ledger ledger", in: sandbox)
    var synced: Set<String> = []
    var journals = 0
    for call in calls {
      switch call {
      case .sync(let name): synced.insert(name)
      case .rename(let old, "journal"):
        journals += 1
        #expect(synced.contains(old))
        let runs = try sandbox.names(in: "ledger").filter { $0.hasSuffix(".run") }
        #expect(!runs.isEmpty && synced.isSuperset(of: runs))
        #expect(synced.contains("ledger"), "their names")
        synced = []
      default: break
      }
    }
    #expect(journals == 1 && synced.contains("ledger"))
  }

  @Test func `one process writes at a time, and is named`() throws {
    try add("traffic")
    let held = try sandbox.shell(
      """
      printf 'process 4711 since then\\n' > ledger/lock
      flock ledger/lock waybill ledger add packed.gz --ledger ledger
      """)
    #expect(
      held
        == Finished(
          status: 75, output: "",
          error: """
            waybill: the ledger "ledger" is held by process 4711 since then; try again later\n
            """))
    for command in ["compact", "prune --keep 1d", "forget --before 2026-01-01"] {
      let other = try sandbox.shell(
        "flock ledger/lock waybill ledger \(command) --ledger ledger")
      #expect(other.status == 75, "\(command)")
    }
    // Whoever reads is not in anybody's way.
    let reading = try sandbox.shell(
      """
      flock ledger/lock waybill report --ledger ledger --report delivery
      flock ledger/lock waybill ledger verify --ledger ledger
      """)
    #expect(reading.status == 0 && reading.error.isEmpty, "\(reading)")
  }

  /// It may be who started this process, and would be waited for for ever.
  @Test func `whoever holds the folder is not waited for for ever`() throws {
    try add("traffic")
    let expected = try sandbox.run("report", "--ledger", "ledger", "--report", "delivery")
    let held = try sandbox.shell(
      "timeout 60 flock ledger waybill report --ledger ledger --report delivery")
    #expect(held == expected)
  }

  @Test func `what a reader may need stays until nobody reads`() throws {
    try add("traffic/outbound.ndjson")
    try add("traffic/inbound.ndjson")
    let before = try sandbox.names(in: "ledger")
    _ = try sandbox.shell("flock -s ledger waybill ledger compact --ledger ledger --quiet")
    #expect(try Set(before).isSubset(of: sandbox.names(in: "ledger")))
    try add("packed.gz")
    _ = try sandbox.run("ledger", "compact", "--ledger", "ledger", "--quiet")
    #expect(try sandbox.names(in: "ledger").count < before.count + 2)
    #expect(try sandbox.run("ledger", "verify", "--ledger", "ledger").status == 0)
  }

  @Test(.enabled(if: Sandbox.canMount)) func `a full disk leaves the ledger as it was`() throws {
    _ = try sandbox.run("generate", "--output", "all", "--size", "40MB", "--hours", "48")
    // What is left on the disk would show after the run.
    let finished = try sandbox.shell(
      """
      unshare -m sh -c 'mkdir disk && mount -t tmpfs -o size=1m none disk && {
        waybill ledger add traffic --ledger disk/l; ls -A disk/l > before
        waybill ledger add all --ledger disk/l; echo $?; ls -A disk/l > after
        waybill ledger verify --ledger disk/l; }'
      cmp before after
      """)
    #expect(finished.status == 0, "\(finished)")
    #expect(finished.output.hasPrefix("73\n"), "\(finished)")
    #expect(
      finished.error.hasSuffix(
        ": No space left on device; the ledger is as it was before\n"), "\(finished)")
  }

  @Test(.disabled(if: Sanitizer.isThread), arguments: [1, 4, 8, 30])
  func `a limit on the size of files does, too`(blocks: Int) throws {
    try add("traffic/outbound.ndjson")
    let before = try sandbox.contents("ledger")
    _ = try sandbox.run("generate", "--output", "all", "--size", "2MB", "--hours", "3")
    let finished = try sandbox.shell(
      "ulimit -f \(blocks); waybill ledger add all --ledger ledger")
    #expect([73, 74].contains(finished.status), "\(finished)")
    #expect(finished.error.contains("File too large"), "\(finished)")
    #expect(finished.error.split(separator: "\n").count == 1)
    var after = try sandbox.contents("ledger")
    after["lock"] = before["lock"]
    #expect(after == before)
    #expect(try add("all") == .silently)
  }

  @Test func `links in the folder are not followed`() throws {
    try add("traffic")
    let journal = try sandbox.shell(
      "mv ledger/journal there; ln -s ../there ledger/journal; waybill report --ledger ledger --report quality"
    )
    #expect(journal.status == 74)
    #expect(
      journal.error
        == "waybill: \"ledger/journal\" cannot be read: Too many levels of symbolic links\n")
    let run = try sandbox.shell(
      """
      mv there ledger/journal; cd ledger; for run in *.run; do mv $run ../$run; ln -s ../$run; done
      cd ..; waybill report --ledger ledger --report delivery
      """)
    #expect(run.status == 74)
    #expect(run.error.contains(".run\": cannot be opened: Too many levels of symbolic links"))
    let lock = try sandbox.shell(
      "rm ledger/lock; ln -s ../mine ledger/lock; waybill ledger compact --ledger ledger")
    #expect(
      lock.status == 73 && !FileManager.default.fileExists(atPath: sandbox.scratch.path("mine")))
  }

  @Test func `a folder of somebody else does not become a ledger`() throws {
    let before = try sandbox.contents("traffic")
    let finished = try sandbox.run("ledger", "add", "packed.gz", "--ledger", "traffic")
    #expect(finished.status == 73)
    #expect(finished.error.contains("\"traffic\" is no ledger and holds other files"))
    #expect(try sandbox.contents("traffic") == before)
    #expect(try sandbox.run("ledger", "add", "packed.gz", "--ledger", "packed.gz").status == 73)
  }

  @Test func `a reader that is gone before it could read is told of the file`() throws {
    try add("traffic")
    let finished = try sandbox.shell(
      "rm ledger/*.run; waybill report --ledger ledger --report delivery")
    #expect(finished.status == 74 && finished.output.isEmpty)
    #expect(finished.error.contains(".run\": cannot be opened: No such file or directory"))
  }
}
