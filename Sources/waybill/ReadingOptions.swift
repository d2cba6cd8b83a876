internal import ArgumentParser
internal import Callbacks
internal import Pipeline
internal import Primitives
internal import Reports

/// How values are read.
struct ValueOptions: ParsableArguments {
  @Option(
    name: .customLong("max-line"),
    help: ArgumentHelp(
      "The longest value that is read; a longer one is malformed.", valueName: "size"))
  var maxLine = ByteCount(bytes: Int64(ReadingRules.standardValueLimit))

  @Option(
    help: ArgumentHelp(
      """
      Where in each value the callbacks lie, as a JSON pointer such as /detail/body. They may be \
      JSON text or base64, gzipped or not. By default all of a value is searched.
      """, valueName: "pointer"))
  var body: String?

  func rules(rejectLimit: Int = 0, withholdingRejects: Bool = false) throws -> ReadingRules {
    guard (1...Int64(ReadingRules.greatestValueLimit)).contains(maxLine.bytes) else {
      throw ValidationError(
        "--max-line must be 1B to \(ByteCount(bytes: Int64(ReadingRules.greatestValueLimit)))")
    }
    let pointer = try body.map { text in
      guard let pointer = JSONPointer(text) else {
        throw ValidationError(
          "--body must be a JSON pointer, such as /detail/body, with ~1 for / and ~0 for ~ in names"
        )
      }
      return pointer
    }
    return ReadingRules(
      valueLimit: Int(maxLine.bytes), body: pointer, rejectLimit: rejectLimit,
      withholdsRejects: withholdingRejects)
  }
}

/// How archives are read, and what becomes of what cannot be.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var values: ValueOptions

  @Option(
    help: ArgumentHelp(
      "Write the lines that cannot be read to a file, as NDJSON.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Option(
    name: .customLong("rejects-max"),
    help: ArgumentHelp("How many of those lines at most.", valueName: "number"))
  var rejectsMax = 10_000

  /// How to read, when outputs are redacted like that.
  func rules(_ redaction: Redaction?) throws -> ReadingRules {
    guard rejects != "" else { throw ValidationError("--rejects must name a file") }
    guard rejectsMax > 0 else { throw ValidationError("--rejects-max must be 1 or more") }
    return try values.rules(
      rejectLimit: rejects == nil ? 0 : rejectsMax, withholdingRejects: redaction != nil)
  }

  /// Writes the lines that cannot be read to their file, if there is to be one.
  func write(_ logs: [RejectLog]) throws(Failure) {
    guard let rejects else { return }
    do throws(OutputError) {
      try RejectsFile(rejects, limit: rejectsMax).publish(logs)
    } catch {
      throw Failure(.cannotCreate, "--rejects: \(error); nothing was written")
    }
  }
}
