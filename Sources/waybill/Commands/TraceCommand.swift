internal import Archives
internal import ArgumentParser
internal import Callbacks
internal import Lifecycles
internal import Pipeline
internal import Primitives
internal import Reports
internal import Runs

struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Shows the time line of one message, or the messages of one number.",
    discussion: """
      For a message: every event, duplicates included, with its archive and line, and what became \
      of the message at each recipient, and why. For a phone number: the messages that it sent or \
      was sent, the newest first. The status is 1 when nothing is found. A ledger keeps the first \
      event of each type and how many there were; lines are shown for the archives that are named.
      """)

  /// What a text names.
  enum Meaning: String, EnumerableFlag {
    case id, number

    static func help(for value: Meaning) -> ArgumentHelp? {
      switch value {
      case .id: "Take it as the id of a message, though it looks like a number."
      case .number: "Take it as a number or the name of a sender, though it looks like an id."
      }
    }
  }

  @Argument(
    help: ArgumentHelp(
      """
      The id of a message; or a phone number (9 to 15 digits, perhaps behind a plus) or a short \
      code (3 to 8 digits).
      """, valueName: "id-or-number"))
  var sought: String

  @OptionGroup var input: InputOptions

  @Flag var meaning: Meaning?

  @Option(
    help: """
      How to write it: a table for people, all of it as JSON, or as CSV or NDJSON the events of a \
      message or the messages of a number.
      """)
  var format = ListFormat.table

  @OptionGroup var window: WindowOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many messages of a number are shown, the newest; 100 by default.", valueName: "number"))
  var limit: Int?

  @OptionGroup var outcomes: OutcomeOptions

  @OptionGroup(title: "Reading") var values: ValueOptions

  @OptionGroup var resources: ResourceOptions

  @OptionGroup var redaction: RedactionOptions

  @OptionGroup var known: KnownArchiveOptions

  @OptionGroup var damage: DamageTolerance

  @OptionGroup var console: ConsoleOptions

  private var bytes: [UInt8] {
    let bytes = RawArguments.bytes(of: sought)[0]
    // Who says what it is has written it as it is archived.
    return meaning == nil ? PhoneNumber.withoutSeparators(bytes) : bytes
  }

  /// Whether the messages of a number are asked for.
  private var isNumber: Bool { meaning.map { $0 == .number } ?? PhoneNumber.isNumber(bytes) }

  private func checkUsage() throws {
    guard !sought.isEmpty else { throw ValidationError("the id or number is empty") }
    try known.checkUsage(input)
    try resources.checkUsage()
    guard limit ?? 1 > 0 else { throw ValidationError("--limit must be 1 or more") }
    guard isNumber || window.since == nil && window.until == nil && limit == nil else {
      throw ValidationError(
        """
        --since, --until and --limit are for the messages of a number, and '\(sought)' is an id; \
        say --number if it is a sender
        """)
    }
  }

  func run() async throws {
    try checkUsage()
    let now = Timestamp.now
    var parameters = try outcomes.parameters(
      since: window.since, until: window.until, now: now)
    parameters.redaction = try redaction.redaction
    let context = resources.context(now: now, try values.rules())
    let sources = try known.sources(input, console)
    if isNumber {
      let number = PhoneNumber.normalForm(of: bytes)
      let found = try await console.showingProgress(
        failingAs: { Failure($0) },
        of: { progress throws(TraceError) in
          try await TracePass(parameters, context, progress).messages(
            of: number, limit: limit ?? 100, in: sources, besides: known.folder)
        })
      try tell(of: found, parameters.redaction)
    } else {
      let found = try await console.showingProgress(
        failingAs: { Failure($0) },
        of: { progress throws(TraceError) in
          try await TracePass(parameters, context, progress).message(
            bytes, in: sources, besides: known.folder)
        })
      try tell(of: found, parameters.redaction)
    }
  }

  /// Writes what was found, or says that nothing was, and ends accordingly.
  private func tell<Sought>(of found: Found<Sought>, _ redaction: Redaction?) throws {
    console.tell(found.notes)
    let damageStatus = damage.verdict(found.archives)
    if let trace = found.trace {
      try StandardStreams.write(trace.written(as: format))
      // Other formats say so themselves.
      if format.isRowsAlone, trace.rowsLeftOut > 0 {
        console.tell(["\(trace.rowsLeftOut) more rows are not shown"])
      }
    } else {
      StandardStreams.complain(nothingFound(found, redaction))
    }
    let byteCount = found.archives.reduce(0) { $0 + $1.summary.bytes }
    console.sumUp("\(found.archives.count) archives, \(byteCount) bytes")
    if !damageStatus.isSuccess { throw damageStatus }
    if found.trace == nil { throw ExitCode(ExitStatus.unsatisfied.rawValue) }
  }

  private func nothingFound<Sought>(
    _ found: Found<Sought>, _ redaction: Redaction?
  ) -> String {
    let count = found.archives.count
    let place = count == 1 ? "the archive" : "any of the \(count) archives"
    let number = PhoneNumber.normalForm(of: bytes)
    let named = isNumber ? redaction?.token(for: number.span) ?? bytes : bytes
    let shown = escapedForTerminal(named.span)
    if let day = found.forgottenBefore {
      return """
        no event that is known has the message id '\(shown)', which is of a day before \(day): the \
        ledger has forgotten those; name the archives of that day to have it sought there
        """
    }
    guard isNumber else {
      return "no event in \(place) has the message id '\(shown)'; say --number if it is a sender"
    }
    let isWindow = window.since != nil || window.until != nil
    let created = isWindow ? " that was created in the window" : ""
    // Ten digits are a number of North America without its country code.
    let isLocal = bytes.count == 10 && bytes[0] != UInt8(ascii: "+") && redaction == nil
    let meant = isLocal ? "; did you mean +1\(shown)?" : ""
    return "no event in \(place) is of a message by or to '\(shown)'\(created)\(meant)"
  }
}

extension Trace {
  fileprivate func written(as format: ListFormat) -> [UInt8] {
    switch format {
    case .table: text(StandardStreams.tableStyle)
    case .json: json
    case .csv: rows.csv
    case .ndjson: rows.ndjson
    }
  }
}
