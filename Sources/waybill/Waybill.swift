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
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      StandardStreams.complain(failure.message)
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      exit(withError: error)
    }
  }
}
