internal import Lifecycles
internal import Primitives
internal import Runs

/// Counts messages that lie in the window, for one report.
struct ReportBuilder<Cell: ReportCell>: Sendable {
  private let definition: ReportDefinition<Cell>
  private let division: Division
  private var cells: Cells<Cell>
  /// Lifecycles of a kind or direction that the report leaves out.
  private var notOfThisReport = 0
  /// Lifecycles in cells that were spilled.
  private var spilledLifecycles = 0

  init(_ definition: ReportDefinition<Cell>, _ division: Division) {
    self.definition = definition
    self.division = division
    cells = Self.cells(of: definition, division)
  }

  private static func cells(
    of definition: ReportDefinition<Cell>, _ division: Division
  ) -> Cells<Cell> {
    Cells(division, ownKeys: definition.ownKeys(in: division), keptKeys: definition.keptKeys)
  }

  mutating func count(_ message: Message, _ pool: TextPool) {
    let before = cells.lifecycleCount
    cells.beginMessage()
    definition.count(message, pool, &cells)
    notOfThisReport += message.lifecycles.count - (cells.lifecycleCount - before)
  }

  var byteCount: Int { cells.byteCount }

  /// All lifecycles that came by, whatever became of them.
  private var lifecycleCount: Int {
    spilledLifecycles + cells.lifecycleCount + notOfThisReport
  }

  /// Writes all cells into a section of a run, and forgets them.
  mutating func spill(_ pool: TextPool, to writer: inout RunWriter) throws(RunError) {
    let prefix = [UInt8(definition.name.section)]
    try cells.forEachRecord(pool, prefix: prefix) { key, value throws(RunError) in
      try writer.append(key: key, value: value)
    }
    spilledLifecycles += cells.lifecycleCount
    cells = Self.cells(of: definition, division)
  }

  /// Adds all cells to those of other workers.
  func seal(_ pool: TextPool, into counts: inout SealedCounts) {
    var sealed = SealedCells()
    cells.forEachRecord(pool) { sealed.append(key: $0, value: $1) }
    counts.add(definition.name, sealed, lifecycles: Int64(lifecycleCount))
  }
}
