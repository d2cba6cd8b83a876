internal import ArgumentParser
internal import Primitives
internal import Reports

/// What damage does to the exit status.
struct DamageOptions: ParsableArguments {
  @OptionGroup var tolerance: DamageTolerance

  @Option(
    name: .customLong("max-malformed"), parsing: .unconditional,
    help: ArgumentHelp(
      """
      Exit with status 3 when more than this share of the lines that are not blank is malformed, \
      such as 0.01 or 1%.
      """,
      valueName: "share"))
  var malformedLimit: Share?

  /// Names what is wrong with the archives, which are in the order of their names.
  ///
  /// - Returns: The status with which the execution has to end, if nothing worse happens.
  func verdict(_ archives: [ArchiveAccount]) -> ExitCode {
    let status = tolerance.verdict(archives)
    guard complain(ofMalformedIn: archives), status.isSuccess else { return status }
    return ExitCode(ExitStatus.damagedArchives.rawValue)
  }

  /// - Returns: Whether there was reason to.
  private func complain(ofMalformedIn archives: [ArchiveAccount]) -> Bool {
    let tally = MalformedTally(archives)
    guard let malformedLimit, tally.exceeds(malformedLimit) else { return false }
    let place = tally.place.isEmpty ? "" : "; \(tally.place)"
    StandardStreams.complain("\(tally), more than --max-malformed \(malformedLimit)\(place)")
    return true
  }
}
