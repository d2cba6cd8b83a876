import Foundation
import TestSupport
import Testing

/// A device that fails while an archive is read.
@Suite(.timeLimit(.minutes(30)), .enabled(if: SystemCalls.canBeTampered))
struct DeviceFailureTests {
  @Test(arguments: ["1-whole.ndjson", "2-cut.gz", "3-wrong.gz", "4-foreign.gz"])
  func `a device that fails is told, whatever was wrong before`(name: String) throws {
    let sandbox = try Sandbox()
    let byteCount = try Data(
      contentsOf: sandbox.scratch.url.appending(path: "mixed/\(name)")
    ).count
    // The second call would find the end.
    let finished = try sandbox.shell(
      SystemCalls.tamper(
        "-P mixed/\(name) waybill check mixed/\(name) --tolerate-damage", "read", "error=EIO", at: 2
      ))
    #expect(finished.status == 74)
    #expect(
      finished.error.contains(
        """
        mixed/\(name): unreadable: cannot be read on at byte \(byteCount): Input/output error
        """))
  }

  /// Archives that it would have named may be missing.
  @Test func `a folder whose listing breaks off is told, and not tolerated`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.shell(
      "mkdir -p logs/deep; waybill generate --output logs/deep --size 40kB --hours 2 --seed 4")
    try #require(made.status == 0, "\(made)")
    for command in [
      "check logs --tolerate-damage", "report logs --output reports --tolerate-damage",
      "nightly logs --ledger ledger --output days --tolerate-damage",
    ] {
      // The third call is the first that lists the folder within.
      let finished = try sandbox.shell(
        SystemCalls.tamper("waybill \(command)", "getdents64", "error=EIO", at: 3))
      #expect(finished.status == 74, "\(command)")
      #expect(
        finished.error.contains(
          """
          waybill: logs/deep/: unreadable: not all that lies in it was found: Input/output error

          """), "\(finished)")
    }
  }

  /// It is looked at once to be found, and once more to be listed.
  @Test(arguments: [(1, "logs/deep"), (2, "logs/deep/")])
  func `a folder that cannot be looked at is told, and not tolerated`(
    number: Int, name: String
  ) throws {
    let sandbox = try Sandbox()
    try #require(sandbox.shell("mkdir -p logs/deep; cp -r traffic logs/deep").status == 0)
    let finished = try sandbox.shell(
      SystemCalls.tamper(
        "-P logs/deep waybill check logs --tolerate-damage", "newfstatat,fstat", "error=EIO",
        at: number))
    #expect(finished.status == 74, "\(finished)")
    #expect(
      finished.error.contains(
        "waybill: \(name): unreadable: not all that lies in it was found: Input/output error"),
      "\(finished)")
  }

  /// It would stand beside reports that it does not tell of.
  @Test func `an old manifest that cannot be removed keeps the old reports`() throws {
    let sandbox = try Sandbox()
    let report = "waybill report traffic --output out --quiet"
    try #require(sandbox.shell(report).status == 0)
    let names = try sandbox.names(in: "out")
    let before = try names.map { try sandbox.text("out/\($0)") }
    let finished = try sandbox.shell(
      SystemCalls.tamper(
        "-P out/manifest.json \(report) --since 2024-03-05T12:00:00Z", "unlink", "error=EPERM",
        at: 1))
    #expect(finished.status == 73, "\(finished)")
    // What strace says of the path comes before.
    #expect(
      finished.error.hasSuffix(
        """
        waybill: "out/manifest.json" cannot be written: Operation not permitted; no report was replaced

        """), "\(finished)")
    #expect(try names.map { try sandbox.text("out/\($0)") } == before)
  }

  /// An archive that is known, of which only the beginning can be read: it is no other one.
  @Test func `a night takes in nothing of an archive that cannot be read to its end`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.shell(
      """
      set -e
      waybill generate --output all --size 900kB --hours 2 --seed 9
      mkdir logs; gzip -dc all/*T00* > logs/a.ndjson
      waybill nightly logs --ledger ledger --output days
      gzip -dc all/*T01* > logs/b.ndjson
      """)
    try #require(made.status == 0, "\(made)")
    let night = "waybill nightly logs --ledger ledger --output days --tolerate-damage --jobs 1"
    // All but the first 256 KiB, each time that somebody reads it from its beginning.
    let failing = SystemCalls.tamper("-P logs/a.ndjson \(night)", "read", "error=EIO", at: "2+2")
    for number in 1...2 {
      let finished = try sandbox.shell(failing)
      #expect(finished.status == 74)
      #expect(
        finished.error.hasSuffix(
          """
          waybill: logs/a.ndjson: unreadable: cannot be read on at byte 262144: Input/output error

          """), "night \(number): \(finished)")
    }
    #expect(try sandbox.shell(night) == .silently)
    let status = try sandbox.run("ledger", "status", "--ledger", "ledger").output
    let archives = status.split(separator: "\n").filter { $0.hasPrefix("archive: ") }
    #expect(archives.count == 2 && archives.allSatisfy { $0.contains(", ok, ") }, "\(status)")
  }
}
