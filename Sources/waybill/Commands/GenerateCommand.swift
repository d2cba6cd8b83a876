internal import ArgumentParser
internal import Generator
internal import Pipeline
internal import Primitives

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Writes synthetic archives, for trying out and for load tests.",
    discussion: """
      One gzipped archive for each hour. The same options give the same bytes. One application has an \
      incident in the middle hour, unless told otherwise.
      """)

  @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
  var output: String

  @Option(parsing: .unconditional, help: "What all random choices follow from.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The first hour, in UTC: \(timeForms).", valueName: "time"))
  var start = "2026-11-20"

  @Option(parsing: .unconditional, help: "How many hours.")
  var hours = 24

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How much JSON in all, such as 100MB.", valueName: "size"))
  var size = ByteCount(bytes: 100_000_000)

  @Flag(help: "Leave out duplicates, late events, disorder and contradictions.")
  var clean = false

  @Option(parsing: .unconditional, help: "The error code of the incident.")
  var incident: Int32 = 4770

  @Flag(name: .customLong("no-incident"), help: "Leave out the incident.")
  var isQuiet = false

  @Flag(
    name: .customLong("arrival-stamps"), help: "Write bare events with their arrival beside them.")
  var hasArrivalStamps = false

  @Option(parsing: .unconditional, help: ArgumentHelp("Of gzip, 0 to 9.", valueName: "level"))
  var level: Int32 = 1

  @OptionGroup var jobs: JobOptions

  func run() async throws {
    let options = try options()
    do {
      let summary = try await Generator(options).write(
        to: output, jobs: jobs.count)
      if StandardStreams.errorIsTerminal {
        StandardStreams.note(
          """
          \(summary.files.count) archives, \(summary.events) events of which \
          \(summary.duplicates) are duplicates; \(summary.bytes) bytes of JSON, \
          \(summary.compressedBytes) compressed
          """)
      }
    } catch {
      throw Failure(.cannotCreate, "\(error)")
    }
  }

  private func options() throws -> GeneratorOptions {
    let start = try TimeExpression.instant("--start", self.start, now: .now, .utc)
    guard !output.isEmpty, output != "-" else {
      throw ValidationError("--output must name a folder")
    }
    try OutputPlaces.requireAsTyped([("--output", output)])
    try require(GeneratorOptions.allowedHours.contains(hours), "--hours", "1 to 8784")
    try require(GeneratorOptions.allowedBytes.contains(size.bytes), "--size", "1B to 1TB")
    try require(GeneratorOptions.allowedLevels.contains(level), "--level", "0 to 9")
    try require(GeneratorOptions.allowedStarts.contains(start), "--start", "in 2002 to 2284")
    try require(Incident.allowedCodes.contains(incident), "--incident", "a code of four digits")
    try jobs.checkUsage()
    var options = GeneratorOptions(seed: seed, start: start, hours: hours, targetBytes: size.bytes)
    options.isClean = clean
    options.incident = isQuiet ? nil : Incident(hour: hours / 2, errorCode: incident)
    options.hasArrivalStamps = hasArrivalStamps
    options.compressionLevel = level
    return options
  }

  private func require(_ holds: Bool, _ option: String, _ allowed: String) throws {
    guard holds else { throw ValidationError("\(option) must be \(allowed)") }
  }
}
