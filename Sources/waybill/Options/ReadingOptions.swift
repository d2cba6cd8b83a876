internal import Archives
internal import ArgumentParser
internal import Callbacks
internal import Pipeline
internal import Primitives
internal import Reports

/// How values are read.
struct ValueOptions: ParsableArguments {
  @Option(
    name: .customLong("max-line"), parsing: .unconditional,
    help: ArgumentHelp(
      "The longest value that is read; a longer one is malformed.", valueName: "size"))
  var maxLine = ByteCount.standardMaxLine

  @Option(
    help: ArgumentHelp(
      """
      Where the callbacks lie in each value, as a JSON pointer such as /detail/body: as JSON, JSON \
      text or base64, gzipped or not. By default the whole value is searched.
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

extension ByteCount {
  /// What `--max-line` is by itself.
  static var standardMaxLine: ByteCount {
    ByteCount(bytes: Int64(ReadingRules.standardValueLimit))
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
    name: .customLong("rejects-max"), parsing: .unconditional,
    help: ArgumentHelp("How many of those lines at most.", valueName: "number"))
  var rejectsMax = 10_000

  /// How to read, when outputs are redacted like that.
  func rules(_ redaction: Redaction?) throws -> ReadingRules {
    guard rejectsMax > 0 else { throw ValidationError("--rejects-max must be 1 or more") }
    return try values.rules(
      rejectLimit: rejects == nil ? 0 : rejectsMax, withholdingRejects: redaction != nil)
  }

  /// The file for the lines that cannot be read.
  ///
  /// - Parameter archives: None of which it may replace.
  /// - Returns: The file, which is not in its place yet; `nil` if nobody asked for it.
  /// - Throws: ``Failure``, before anything was read.
  func rejectsFile(sparing archives: [ArchiveSource]) throws(Failure) -> RejectsFile? {
    guard let rejects else { return nil }
    do throws(OutputError) {
      return try RejectsFile(rejects, limit: rejectsMax, sparing: archives)
    } catch {
      throw Failure(.cannotCreate, "--rejects: \(error); nothing was written")
    }
  }

  /// Writes those lines, and lets the file take its place.
  ///
  /// - Parameters:
  ///   - logs: The lines.
  ///   - file: The file; nothing is written without it.
  ///   - console: Who is told of lines that there was no room for.
  ///   - done: What the execution has written before, if anything.
  /// - Throws: ``Failure``, which says so.
  func publish(
    _ logs: [RejectLog], to file: RejectsFile?, _ console: ConsoleOptions,
    after done: String? = nil
  ) throws(Failure) {
    guard let file else { return }
    do throws(OutputError) {
      tell(leftOut: try file.publish(logs), console)
    } catch {
      throw Failure(
        done == nil ? .cannotCreate : .inputOutput,
        "--rejects: \(error); \(done ?? "nothing was written")")
    }
  }

  /// Tells of lines that there was no room for.
  func tell(leftOut leftOutCount: Int, _ console: ConsoleOptions) {
    guard leftOutCount > 0 else { return }
    console.tell([
      """
      --rejects holds \(rejectsMax) of \(rejectsMax + leftOutCount) dropped lines; a larger \
      --rejects-max holds more
      """
    ])
  }
}
