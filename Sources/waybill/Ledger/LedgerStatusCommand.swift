internal import Archives
internal import ArgumentParser
internal import Lifecycles
internal import Pipeline
internal import Primitives
internal import Reports

struct LedgerStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says which days and archives the ledger knows, and where callbacks are missing.")

  @OptionGroup var ledger: LedgerOptions

  func run() throws {
    try ledger.checkUsage()
    let status: LedgerStatus
    do throws(LedgerError) {
      status = try LedgerStatus(of: ledger.folder, now: .now)
    } catch {
      throw Failure(error)
    }
    try StandardStreams.write(Array(status.text.utf8))
  }
}

extension LedgerStatus {
  /// What a person wants to know, and a script can pick out: each line begins with what it is about.
  fileprivate var text: String {
    var lines = [
      """
      ledger: \(days.count) days, \(archives.count) archives, \(bytes) bytes
      """,
      "coverage: \(shown(coverage.start)) to \(shown(coverage.end))",
    ]
    if let horizon { lines.append("forgotten: all days before \(horizon)") }
    lines += gaps.map { "gap: \($0.start) to \($0.end) without callbacks" }
    lines += days.map { day in
      """
      day: \(day.day), \(day.messages) messages, \(day.lifecycles) lifecycles, \
      \(day.events) events, \(day.runs) runs, \(day.bytes) bytes
      """
    }
    lines += archives.map { archive in
      """
      archive: \(archive.source.displayName), \(archive.summary.status.rawValue), \
      \(archive.summary.compressedBytes) bytes, \(archive.events) events
      """
    }
    return lines.map { "\($0)\n" }.joined()
  }

  private func shown(_ time: Timestamp?) -> String { time.map { "\($0)" } ?? "unknown" }
}
