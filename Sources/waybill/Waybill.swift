internal import ArgumentParser

@main
struct Waybill: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "waybill",
    abstract: "Reports on archives of Bandwidth Messaging callbacks.",
    discussion: """
      Reads gzipped or plain NDJSON archives, removes redelivered events, and reports what \
      happened to every message at every recipient.
      """,
    version: version,
    subcommands: [ReportCommand.self, CodesCommand.self, GenerateCommand.self])

  static func main() async {
    BugReport.prepare()
    StandardStreams.prepare()
    var running: any ParsableCommand.Type = Self.self
    do {
      var command = try parseAsRoot()
      running = type(of: command)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: ExitCode(report(error, from: running)))
    }
  }
}
