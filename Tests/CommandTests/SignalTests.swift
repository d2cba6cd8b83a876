import Foundation
import Glibc
import Primitives
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct SignalTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// What a shell shows of a run that was told to end.
  private static let statuses: Set<Int32> = [128 + SIGHUP, 128 + SIGINT, 128 + SIGTERM]

  /// A tenth of it is the aim; the machine that runs the tests may have other things to do.
  private static let limit = Duration.seconds(1)

  /// Sends signals to a run that has begun to read, and waits for its end.
  private func interrupted(by signals: String..., command: String = "waybill") throws -> Finished {
    // What does not fit a pipe is written only once somebody reads it.
    let kill = signals.map { "kill -\($0) $!" }.joined(separator: "; ")
    return try sandbox.shell(
      """
      mkfifo feed; export SWIFT_BACKTRACE=enable=yes
      \(command) report - --output out <feed & exec 3>feed
      head -c 200000 /dev/zero >&3; \(kill); wait $!
      """)
  }

  @Test(arguments: ["SEGV", "ILL", "TRAP", "ABRT"])
  func `a trap is a request for a report, not a stack trace`(signal: String) throws {
    let finished = try interrupted(by: signal)
    #expect(finished.status == 70)
    #expect(finished.output.isEmpty)
    #expect(finished.error.hasPrefix("waybill: a check failed that never should; this is a bug."))
    #expect(finished.error.split(separator: "\n").count == 1)
  }

  @Test(arguments: [("HUP", SIGHUP), ("INT", SIGINT), ("TERM", SIGTERM), ("QUIT", SIGQUIT)])
  func `a run that is told to end leaves nothing behind`(name: String, number: Int32) throws {
    let before = try sandbox.names(in: ".")
    let finished = try interrupted(by: name, command: "env --default-signal=INT,HUP,QUIT waybill")
    #expect(finished.status == 128 + number)
    #expect(finished.output.isEmpty)
    // A shell tells of a core dump; no stack trace is drawn.
    #expect(!finished.error.contains("waybill:") && !finished.error.contains("Backtrac"))
    #expect(try sandbox.names(in: ".") == (before + ["feed"]).sorted())
  }

  @Test func `a second signal changes nothing`() throws {
    #expect(Self.statuses.contains(try interrupted(by: "TERM", "HUP", "TERM").status))
  }

  /// Of a loop of a shell, say, which would go on after a program that catches its signal and exits.
  @Test func `the end is that of a program that does not catch the signal`() throws {
    let run = try sandbox.start(["generate", "--output", "out", "--size", "1GB"])
    #expect(run.wait { run.openFiles.contains { $0.contains("/out/") } })
    let end = try run.end(by: SIGINT)
    #expect(run.process.terminationReason == .uncaughtSignal)
    #expect(end.finished.status == 128 + SIGINT)
    #expect(end.time < Self.limit)
  }

  @Test func `what is ignored stays ignored`() throws {
    // The shell does so with the first signal, in the background.
    let finished = try sandbox.shell(
      """
      trap '' HUP; mkfifo feed
      waybill report - --output out <feed & exec 3>feed
      for i in $(seq 20); do cat traffic/outbound.ndjson; done >&3
      kill -INT $!; kill -HUP $!; exec 3>&-; wait $!
      """)
    #expect(finished == .silently)
    #expect(try sandbox.names(in: "out").contains("manifest.json"))
  }

  @Test(arguments: ["", "oflag=nonblock"])
  func `a reader that has stopped reading does not delay the end`(flag: String) throws {
    let finished = try sandbox.shell(
      """
      mkfifo full; exec 4<>full; head -c 65536 /dev/zero >&4; dd \(flag) count=0 >&4 2>/dev/null
      waybill codes >&4 & sleep 0.3; kill -TERM $!; wait $!
      """)
    #expect(finished.status == 143)
  }

  @Test func `no spilled run is left`() throws {
    try FileManager.default.createDirectory(
      atPath: sandbox.scratch.path("spill"), withIntermediateDirectories: true)
    let run = try sandbox.start(
      ["report", try SpillingTraffic.folder, "--output", "out"] + SpillingTraffic.options("spill"))
    #expect(run.wait { run.openFiles.contains { $0.contains("/spill/") } }, "nothing was spilled")
    let end = try run.end(by: SIGTERM)
    #expect(end.finished == Finished(status: 143, output: "", error: ""))
    #expect(end.time < Self.limit)
    #expect(try sandbox.names(in: "spill").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: sandbox.scratch.path("out")))
  }

  /// Sends signals at random moments: at any time of the run, while it writes its reports, and while
  /// they take their places.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `reports are the old or the new ones, whenever the end comes`(seed: UInt64) throws {
    var draws = SeededGenerator(seed: seed)
    let inputs = ["traffic", "traffic/inbound.ndjson"]
    let sets = try inputs.map { input in
      _ = try sandbox.run("report", input, "--output", "out")
      return try sandbox.contents("out")
    }
    var current = 1
    for trial in 0..<24 {
      let next = Int.random(in: 0...1, using: &draws)
      let run = try sandbox.start(["report", inputs[next], "--output", "out"])
      switch trial % 3 {
      case 0: usleep(UInt32.random(in: 0...100_000, using: &draws))
      case 1:
        _ = try run.wait { try sandbox.names(in: "out").contains { $0.hasPrefix(".") } }
        usleep(UInt32.random(in: 0...20_000, using: &draws))
      default:
        _ = try run.wait { try !sandbox.names(in: "out").contains("manifest.json") }
        usleep(UInt32.random(in: 0...500, using: &draws))
      }
      let signal = try #require([SIGHUP, SIGINT, SIGTERM].randomElement(using: &draws))
      let end = try run.end(by: signal)
      #expect([0, 128 + signal].contains(end.finished.status), "seed \(seed), trial \(trial)")
      #expect(end.finished.error.isEmpty, "seed \(seed), trial \(trial)")
      #expect(end.time < Self.limit, "seed \(seed), trial \(trial)")
      let found = try sandbox.contents("out")
      if found == sets[next] {
        current = next
      } else {
        #expect(end.finished.status != 0, "seed \(seed), trial \(trial)")
        try #require(found == sets[current], "seed \(seed), trial \(trial)")
      }
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `synthetic archives are all there, or none is`(seed: UInt64) throws {
    var draws = SeededGenerator(seed: seed)
    for trial in 0..<6 {
      let run = try sandbox.start(["generate", "--output", "out", "--size", "5MB", "--hours", "6"])
      usleep(UInt32.random(in: 0...600_000, using: &draws))
      let end = try run.end(by: SIGTERM)
      #expect([0, 143].contains(end.finished.status), "seed \(seed), trial \(trial)")
      #expect(end.time < Self.limit, "seed \(seed), trial \(trial)")
      guard FileManager.default.fileExists(atPath: sandbox.scratch.path("out")) else { continue }
      let count = try sandbox.names(in: "out").count
      // The end may also come when all is done.
      #expect(count == 6 || count == 0 && end.finished.status != 0, "seed \(seed), trial \(trial)")
      try FileManager.default.removeItem(atPath: sandbox.scratch.path("out"))
    }
  }
}
