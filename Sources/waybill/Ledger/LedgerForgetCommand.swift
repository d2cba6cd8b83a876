internal import ArgumentParser
internal import Lifecycles
internal import Pipeline

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

  @OptionGroup var options: CareOptions

  func run() async throws {
    try options.checkUsage()
    switch (archive, before) {
    case (let archive?, nil):
      let name = RawArguments.bytes(of: archive).first ?? Array(archive.utf8)
      let force = force
      try await options.sumUp { care throws(LedgerError) in
        try await care.forget(archive: name, force: force).summary
      }
    case (nil, let before?):
      guard let day = HomeDay(before), !day.isUndated else {
        throw ValidationError("--before must be a day such as 2026-07-01, of 2010 to 2099")
      }
      let force = force
      try await options.sumUp { care throws(LedgerError) in
        try await care.forget(before: day, force: force).summary
      }
    default:
      throw ValidationError("name an ARCHIVE, or else give --before DAY")
    }
  }
}
