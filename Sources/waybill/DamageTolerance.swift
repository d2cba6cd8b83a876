internal import Archives
internal import ArgumentParser
internal import Reports

/// Whether damage ends a run with a status of its own.
struct DamageTolerance: ParsableArguments {
  @Flag(
    name: .customLong("tolerate-damage"),
    help: "Exit with status 0 when archives are damaged; they are named all the same.")
  var toleratesDamage = false

  /// Names what is wrong with the archives, which are in the order of their names.
  ///
  /// - Returns: Whether the run has to end with ``ExitStatus/damagedArchives``.
  func isExceeded(by archives: [ArchiveRecord]) -> Bool {
    let damaged = archives.filter { $0.summary.damage != nil }
    for archive in damaged { StandardStreams.complain(archive.complaint) }
    return !damaged.isEmpty && !toleratesDamage
  }
}

extension ArchiveRecord {
  /// One line that names the archive and its damage.
  fileprivate var complaint: String {
    let damage = summary.damage.map { ": \($0)" } ?? ""
    return "\(source.displayName): \(summary.status.rawValue)\(damage)"
  }
}
