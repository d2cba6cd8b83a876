internal import Glibc
internal import Pipeline
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

/// Standard input, output and error.
enum StandardStreams {
  /// Makes the three descriptors safe to use.
  static func prepare() {
    // A descriptor that the caller closed would be given to the first archive, and a message would
    // end up in it. What is opened here instead fails in the wrong direction, as a closed one does.
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // SAFETY: the literal lives for ever.
      _ = unsafe open("/dev/null", mode)
    }
    // Whoever closes a pipe has seen enough, and a file may have a limit: the write says so without
    // killing the execution.
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  static var errorIsTerminal: Bool { isatty(2) == 1 }
  static var outputIsTerminal: Bool { isatty(1) == 1 }

  /// Writes data to standard output; a reader that has gone away is not an error.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    do throws(Errno) {
      try writeOutput(bytes)
    } catch {
      try fail(error)
    }
  }

  /// Who sees to it that a terminal gets nothing from data to act on.
  enum Escaping {
    /// What is written here is data alone.
    case here
    /// Whoever made it, and meant the escape sequences that are in it.
    case done
  }

  /// Writes data to standard output as it is made; a reader that has gone away ends that silently.
  static func write(
    _ escaping: Escaping = .here, _ body: (OutputSink) throws(RunError) -> Void
  ) throws(Failure) {
    let sink = OutputSink { bytes throws(Errno) in
      switch escaping {
      case .here: try writeOutput(bytes)
      case .done: try FileSystem.write(bytes, to: .standardOutput)
      }
    }
    do throws(RunError) {
      try body(sink)
    } catch {
      throw Failure(error, left: "standard output is not complete")
    }
    if let error = sink.error { try fail(error) }
  }

  /// Writes bytes that end with a line; a terminal gets nothing to act on, whatever data holds.
  static func writeOutput(_ bytes: [UInt8]) throws(Errno) {
    let safe = outputIsTerminal ? Array(dataForTerminal(bytes).utf8) : bytes
    try FileSystem.write(safe, to: .standardOutput)
  }

  /// Writes a list to standard output, unless told otherwise as a table or CSV.
  static func write(_ table: some ListTable, as format: ListFormat?) throws(Failure) {
    switch format ?? (outputIsTerminal ? .table : .csv) {
    case .csv: try write(table.csv)
    case .json: try write(table.json)
    case .ndjson: try write(table.ndjson)
    case .table: try write(.done) { $0.put(table.text(tableStyle)) }
    }
  }

  /// How reports are written to standard output unless told otherwise.
  static var standardFormat: FileFormat { outputIsTerminal ? .table : .csv }

  /// How tables look on standard output.
  static var tableStyle: TableStyle { outputIsTerminal ? Terminal.tableStyle : .file }

  /// Says that standard output cannot be written; a reader that has gone away is not an error.
  static func fail(_ error: Errno) throws(Failure) {
    if error == .brokenPipe { return }
    throw Failure(.inputOutput, "standard output cannot be written: \(error)")
  }

  /// Writes a line about something wrong to standard error.
  static func complain(_ message: String) {
    writeError("waybill: \(printable(message, keeping: "\\"))")
  }

  /// Writes lines to standard error.
  static func note(_ lines: String) {
    writeError(printable(lines, keeping: "\\\n"))
  }

  private static func writeError(_ text: String) {
    ProgressLine.makeRoom()
    writeErrorUnescaped("\(text)\n")
  }

  /// Writes a text of the program itself to standard error.
  static func writeErrorUnescaped(_ text: String) {
    // Nobody is left to be told that telling failed.
    try? FileSystem.write(Array(text.utf8), to: .standardError)
  }

  /// Spells out what a terminal would act on, whoever wrote the message and whatever it quotes.
  ///
  /// The scalars of `kept` stay as they are. Backslashes should: what quotes texts of unknown origin
  /// has doubled theirs.
  private static func printable(_ text: String, keeping kept: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      let character = String(scalar)
      result +=
        kept.unicodeScalars.contains(scalar)
        ? character : escapedForTerminal(character)
    }
  }
}
