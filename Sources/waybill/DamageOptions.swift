internal import Archives
internal import ArgumentParser
internal import Primitives
internal import Reports

/// What damage does to the exit status.
struct DamageOptions: ParsableArguments {
  @Flag(
    name: .customLong("tolerate-damage"),
    help: "Exit with status 0 when archives are damaged; they are named all the same.")
  var toleratesDamage = false

  @Option(
    name: .customLong("max-malformed"),
    help: ArgumentHelp(
      "Exit with status 3 when more lines than that are malformed, such as 0.01 or 1%.",
      valueName: "share"))
  var malformedLimit: Share?

  /// Names what is wrong with the archives, which are in the order of their names.
  ///
  /// - Returns: The status with which the run has to end, if nothing worse happens.
  func verdict(_ archives: [ArchiveRecord]) -> ExitCode {
    let damaged = archives.filter { $0.summary.damage != nil }
    for archive in damaged { StandardStreams.complain(archive.complaint) }
    let isMalformed = complain(ofMalformedIn: archives)
    let isDamaged = !damaged.isEmpty && !toleratesDamage
    return isDamaged || isMalformed ? ExitCode(ExitStatus.damagedArchives.rawValue) : .success
  }

  /// - Returns: Whether there was reason to.
  private func complain(ofMalformedIn archives: [ArchiveRecord]) -> Bool {
    let tally = MalformedTally(archives)
    guard let malformedLimit, tally.exceeds(malformedLimit) else { return false }
    StandardStreams.complain(
      "\(tally), more than --max-malformed \(malformedLimit); \(tally.place)")
    return true
  }
}

extension ArchiveRecord {
  /// One line that names the archive and its damage.
  fileprivate var complaint: String {
    let damage = summary.damage.map { ": \($0)" } ?? ""
    return "\(source.displayName): \(summary.status.rawValue)\(damage)"
  }
}
