import TestSupport
import Testing

/// A second night, which restates the days of the first one, to be disturbed.
final class NightlyTrial {
  let sandbox: Sandbox
  let arguments = ["nightly", "night-2", "--ledger", "ledger", "--output", "days"]
  /// How long the night takes when nobody disturbs it.
  let time: Duration
  private var before: [String: String] = [:]
  private var after: [String: String] = [:]

  init() throws {
    sandbox = try Sandbox()
    let made = try sandbox.shell(
      """
      set -e
      waybill generate --output all --size 300kB --hours 60 --seed 5
      mkdir night-1 night-2 state
      cat all/*-11-20T0* > night-1/a.gz; cat all/*-11-20T[12]* > night-1/b.gz
      cat all/*-11-2[01]T0* > night-2/a.gz; cat all/*-11-21T[12]* > night-2/c.gz
      waybill nightly night-1 --ledger ledger --output days
      cp -a ledger days state
      """)
    try #require(made == .silently, "\(made)")
    let clock = ContinuousClock()
    let start = clock.now
    try #require(sandbox.run(arguments) == .silently)
    time = clock.now - start
    before = files("state/days")
    after = files("days")
    #expect(before.keys.contains { $0.hasPrefix("2026-11-20/") } && before != after)
  }

  /// The same as somebody writes it into a script.
  var line: String { (["waybill"] + arguments).joined(separator: " ") }

  /// Puts everything back that was there before the night.
  func reset() throws {
    let reset = try sandbox.shell("rm -rf ledger days; cp -a state/ledger state/days .")
    try #require(reset == .silently)
  }

  /// Expects that every set of reports is a whole one, and that the next run comes to the bytes of one
  /// that nobody disturbed.
  func expectToGoOn(_ what: String) throws {
    let found = files("days")
    for name in found.keys where name.hasSuffix("/manifest.json") {
      let set = Self.set(found, of: name)
      let isWhole = set == Self.set(before, of: name) || set == Self.set(after, of: name)
      #expect(isWhole, "\(what): \(name) describes files that are not there")
    }
    #expect(try sandbox.run(arguments) == .silently, "\(what)")
    let isSame = files("days") == after
    #expect(isSame, "\(what): other bytes")
    #expect(
      try sandbox.run("ledger", "verify", "--ledger", "ledger").status == 0, "\(what)")
  }

  /// The files of a set, unfinished ones left out.
  private static func set(_ files: [String: String], of manifest: String) -> [String: String] {
    let folder = manifest.prefix { $0 != "/" }
    return files.filter { $0.key.hasPrefix("\(folder)/") && !$0.key.hasSuffix(".partial") }
  }

  /// All files below a folder, by their paths.
  func files(_ folder: String) -> [String: String] { sandbox.scratch.files(below: folder) }
}
