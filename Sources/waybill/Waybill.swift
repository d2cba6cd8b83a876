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
    subcommands: [
      ReportCommand.self, ExplainCommand.self, TraceCommand.self, LifecyclesCommand.self,
      NightlyCommand.self, LedgerCommand.self, CheckCommand.self, CodesCommand.self,
      GenerateCommand.self,
    ])

  /// Works in a task, and waits on the main thread for a signal to end.
  ///
  /// An `async` function in its place would not do: the runtime leaves the main thread to wait with
  /// all signals let in, and one would end the process there and then.
  static func main() {
    BugReport.prepare()
    StandardStreams.prepare()
    OpenFiles.allowAll()
    // The runtime reads them there; without them every command would pass for a call of none.
    guard CommandLine.argc > 0 else {
      StandardStreams.complain("the arguments cannot be read: /proc has to be mounted")
      exit(withError: ExitCode(ExitStatus.inputOutput.rawValue))
    }
    let signals = EndingSignals()
    Task.detached { await run() }
    signals.endProcess()
  }

  private static func run() async -> Never {
    var running: any ParsableCommand.Type = Self.self
    do {
      try requireCommand(in: CommandLine.arguments.dropFirst(), &running)
      var command = try parsed(Array(CommandLine.arguments.dropFirst()))
      running = type(of: command)
      try requireOnce(in: CommandLine.arguments.dropFirst())
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit()
    } catch {
      exit(withError: ExitCode(report(error, from: running)))
    }
  }
}
