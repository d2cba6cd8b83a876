internal import Archives
internal import ArgumentParser
internal import Reports

/// Whether damage ends an execution with a status of its own.
struct DamageTolerance: ParsableArguments {
  @Flag(
    name: .customLong("tolerate-damage"),
    help: "Exit with status 0 when archives are damaged; they are named all the same.")
  var toleratesDamage = false

  /// Names what is wrong with the archives, which are in the order of their names.
  ///
  /// A device that failed is no damage that could be tolerated.
  ///
  /// - Returns: The status with which the execution has to end because of it, if nothing worse happens.
  func verdict(_ archives: [ArchiveAccount]) -> ExitCode {
    let damaged = archives.filter { $0.summary.damage != nil }
    for archive in damaged { StandardStreams.complain(archive.complaint) }
    if damaged.contains(where: { $0.summary.damage?.isOfDevice == true }) {
      return ExitCode(ExitStatus.inputOutput.rawValue)
    }
    return damaged.isEmpty || toleratesDamage
      ? .success : ExitCode(ExitStatus.damagedArchives.rawValue)
  }
}

extension ArchiveAccount {
  /// One line that names the archive and its damage.
  fileprivate var complaint: String {
    let damage = summary.damage.map { ": \($0)" } ?? ""
    return "\(source.displayName): \(summary.status.rawValue)\(damage)"
  }
}
