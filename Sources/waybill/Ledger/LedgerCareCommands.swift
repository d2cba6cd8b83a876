internal import ArgumentParser
internal import Lifecycles
internal import Pipeline
internal import Primitives

struct LedgerVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Reads all of the ledger, and names what is damaged.",
    discussion: "The status is 74 when something is.")

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var resources: ResourceOptions

  func run() async throws {
    try ledger.checkUsage()
    try resources.checkUsage()
    let result: LedgerVerification.Result
    do throws(LedgerError) {
      result = try await LedgerVerification(ledger.folder, resources.budget).run()
    } catch {
      throw Failure(error)
    }
    for complaint in result.complaints { StandardStreams.complain(complaint) }
    try StandardStreams.write(
      Array("\(result.runs) runs, \(result.bytes) bytes, \(result.records) records\n".utf8))
    guard result.complaints.isEmpty else {
      let count = result.complaints.count
      throw Failure(.inputOutput, "the ledger has \(count == 1 ? "a fault" : "\(count) faults")")
    }
  }
}

/// What changes a ledger, and says what it did to whoever watches.
struct CareOptions: ParsableArguments {
  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var resources: ResourceOptions
  @OptionGroup var console: ConsoleOptions

  func checkUsage() throws {
    try ledger.checkUsage()
    try resources.checkUsage()
  }

  var forgetting: LedgerForgetting {
    LedgerForgetting(ledger.folder, now: .now, resources.budget)
  }

  /// Does something, and sums it up.
  func sumUp(
    _ body: () async throws(LedgerError) -> String
  ) async throws(Failure) {
    do throws(LedgerError) {
      console.sumUp(try await body())
    } catch {
      throw Failure(error)
    }
  }
}

struct LedgerForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Forgets an archive, or the days before one.",
    discussion: """
      Archives that were joined with it are forgotten, too, and are taken in again by the next add \
      that names them; if one of them is not there any more as it was, nothing is done without \
      --force. With --before, days are forgotten for good: the archives stay known, and what comes \
      late for those days is not taken in.
      """)

  @Argument(help: ArgumentHelp("The archive, as status names it.", valueName: "archive"))
  var archive: String?

  @Option(help: ArgumentHelp("Forget the days before this one.", valueName: "YYYY-MM-DD"))
  var before: String?

  @Flag(
    help: """
      Also when archives that were joined with it are not there any more, or when the archives do not \
      reach the day.
      """)
  var force = false

  @OptionGroup var care: CareOptions

  func run() async throws {
    try care.checkUsage()
    switch (archive, before) {
    case (let archive?, nil):
      let name = RawArguments.bytes(of: archive).first ?? Array(archive.utf8)
      let force = force
      try await care.sumUp { () throws(LedgerError) in
        try await care.forgetting.forget(archive: name, force: force).summary
      }
    case (nil, let before?):
      guard let day = HomeDay(before), !day.isUndated else {
        throw ValidationError("--before must be a day such as 2026-07-01")
      }
      let force = force
      try await care.sumUp { () throws(LedgerError) in
        try await care.forgetting.forget(before: day, force: force).summary
      }
    default:
      throw ValidationError("name an ARCHIVE, or else give --before DAY")
    }
  }
}

struct LedgerPruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Keeps the last days that the archives tell of, and forgets those before.")

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many days, the last one included, such as 90d.", valueName: "days"))
  var keep: String

  @OptionGroup var care: CareOptions

  func run() async throws {
    try care.checkUsage()
    let days = try keptDays(keep)
    try await care.sumUp { () throws(LedgerError) in
      try await care.forgetting.keep(days: days).summary
    }
  }
}

/// The number of days that `--keep` asks for.
func keptDays(_ text: String) throws -> Int {
  guard let days = Int(days: text), (1...36_500).contains(days) else {
    throw ValidationError("--keep must be a number of days such as 90d")
  }
  return days
}

struct LedgerCompactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Merges the runs of each day to one.")

  @OptionGroup var care: CareOptions

  func run() async throws {
    try care.checkUsage()
    try await care.sumUp { () throws(LedgerError) in
      let result = try await LedgerCompaction(
        care.ledger.folder, now: .now, care.resources.budget
      ).run()
      return """
        \(result.days) days compacted: \(result.bytesBefore) bytes before, \(result.bytesAfter) \
        bytes now
        """
    }
  }
}

extension LedgerForgetting.Result {
  /// A few lines for whoever asked for it.
  fileprivate var summary: String {
    let lines = archives.map {
      "\(escapedForTerminal($0.span)) is not known any more, and taken in again when it is named"
    }
    return (["forgotten: \(runs) runs, \(bytes) bytes, \(days) days"] + lines)
      .joined(separator: "\n")
  }
}
