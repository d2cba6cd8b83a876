internal import ArgumentParser
internal import Primitives

extension Waybill {
  /// Says why an execution ends: help and versions on standard output, all else on standard error.
  ///
  /// - Returns: The exit status.
  static func report(_ error: any Error, from command: any ParsableCommand.Type) -> Int32 {
    switch error {
    case let failure as Failure:
      StandardStreams.complain(failure.message)
      return failure.status.rawValue
    case let error as ValidationError:
      StandardStreams.note(wrongUsage(error, of: command))
      return ExitStatus.usage.rawValue
    default:
      let message = withExpectation(withoutWildGuess(fullMessage(for: error)))
      let status = exitCode(for: error)
      guard status.isSuccess else {
        if !message.isEmpty { StandardStreams.note(message) }
        return status.rawValue
      }
      do throws(Failure) {
        try StandardStreams.write(Array("\(message)\n".utf8))
        return status.rawValue
      } catch {
        return report(error, from: command)
      }
    }
  }

  /// Leaves out of a message what ArgumentParser takes for the name of an option that was meant, unless it
  /// is spelt much like the one that was written: it guesses anything of a few letters.
  private static func withoutWildGuess(_ message: String) -> String {
    let line = message.prefix { $0 != "\n" }
    // As in: Unknown option '--tz'. Did you mean '--by'?
    let parts = line.split(separator: "'")
    guard parts.count == 5, parts[2] == ". Did you mean ", parts[4] == "?" else { return message }
    let (written, meant) = (parts[1].trimmingPrefix("--"), parts[3].trimmingPrefix("--"))
    guard Spelling.nearest(to: String(written), among: [String(meant)]) == nil else {
      return message
    }
    return "\(parts[0])'\(parts[1])'\(message[line.endIndex...])"
  }

  /// By name of a value what ArgumentParser does not say of one that is wrong.
  private static let expectations = [
    "size": "a whole number and perhaps a unit of B, kB, MB, GB, TB, KiB, MiB, GiB or TiB",
    "share": "a part of all, such as 1% or 0.01",
    "age": "a whole number and a unit, such as 90m, 26h or 3d",
    "code": "a whole number, or the three digits that it ends in",
    "number": smallNumber, "hours": smallNumber, "level": smallNumber, "incident": smallNumber,
    "seed": "a whole number of at most 19 digits, not below 0",
  ]

  private static let smallNumber = "a whole number of at most 9 digits"

  /// Adds what was expected to a message that only says that a value is wrong or missing.
  private static func withExpectation(_ message: String) -> String {
    let end = message.firstIndex(of: "\n") ?? message.endIndex
    let line = message[..<end]
    guard line.contains(" is invalid for '") || line.contains("Missing value for '"),
      let expected = expectations.first(where: { line.hasSuffix("<\($0.key)>'") })
    else { return message }
    return "\(line): give \(expected.value)\(message[end...])"
  }

  /// What ArgumentParser would say, had it found the mistake.
  ///
  /// Its own validation comes before it looks for unknown options, and would hide them; and of what
  /// is thrown later it does not know by which command.
  private static func wrongUsage(
    _ error: ValidationError, of command: any ParsableCommand.Type
  ) -> String {
    let usage = usageString(for: command)
    // The command with those above it, which the usage begins with.
    let name = usage.split(separator: " ").prefix { !"[<-".contains($0.prefix(1)) }
      .joined(separator: " ")
    return """
      Error: \(error.message)
      Usage: \(usage)
        See '\(name) --help' for more information.
      """
  }
}
