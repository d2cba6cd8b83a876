internal import ArgumentParser

extension Waybill {
  /// Says why a run ends: help and versions on standard output, all else on standard error.
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
      let message = withExpectation(fullMessage(for: error))
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

  /// By name of a value what ArgumentParser does not say of one that is wrong.
  private static let expectations = [
    "size": "a whole number and perhaps a unit, such as 64MB or 64MiB",
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
