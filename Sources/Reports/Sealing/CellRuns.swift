internal import Primitives
internal import Runs

/// Runs of cells, with a section for each report in the order of their names.
///
/// They never become many: equally large ones are merged, as in a log-structured merge tree, so that
/// a record is written again only a few times however many runs there were.
struct CellRuns: Sendable {
  /// How many runs of a level make one of the next.
  static let levelSize = 16
  /// How many runs are read at the same time: each takes the memory of a block.
  static let limit = 64

  private var runs: [(run: Run, level: Int)] = []

  var all: [Run] { runs.map(\.run) }

  /// Adds a run that holds what no other does.
  mutating func add(_ run: Run, in folder: RunFolder) throws(RunError) {
    runs.append((run, 0))
    while let level = runs.last?.level, runs.count >= Self.levelSize {
      let last = runs.suffix(Self.levelSize)
      guard last.allSatisfy({ $0.level == level }) else { return }
      let merged = try Self.merged(last.map(\.run), in: folder)
      runs.removeLast(Self.levelSize)
      runs.append((merged, level + 1))
    }
  }

  /// Adds the runs of another worker.
  mutating func merge(_ other: CellRuns) {
    runs += other.runs
  }

  /// Merges the smallest runs until there are no more than the limit.
  mutating func limit(in folder: RunFolder) throws(RunError) {
    runs.sort { $0.run.byteCount < $1.run.byteCount }
    while runs.count > Self.limit {
      let count = min(Self.limit, runs.count - Self.limit + 1)
      let merged = try Self.merged(runs.prefix(count).map(\.run), in: folder)
      runs.removeFirst(count)
      let place = runs.firstIndex { $0.run.byteCount >= merged.byteCount } ?? runs.count
      runs.insert((merged, 0), at: place)
    }
  }

  private static func merged(_ runs: [Run], in folder: RunFolder) throws(RunError) -> Run {
    var writer = try RunWriter(in: folder)
    for name in ReportName.allCases {
      try writer.beginSection()
      switch name {
      case .delivery: try writer.append(runs, name, DeliveryCell.self)
      case .failures: try writer.append(runs, name, FailuresCell.self)
      case .mmsGroup: try writer.append(runs, name, MMSGroupCell.self)
      case .inbound: try writer.append(runs, name, InboundCell.self)
      case .redelivery: try writer.append(runs, name, RedeliveryCell.self)
      case .quality: break
      }
    }
    return try writer.finish()
  }
}

extension ReportName {
  /// The section of a run that holds the cells of the report, and the byte that its keys begin with.
  var section: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension RunWriter {
  /// Appends the records that are in this section of some runs, those of one key merged.
  fileprivate mutating func append<Cell: ReportCell>(
    _ runs: [Run], _ report: ReportName, _ type: Cell.Type
  ) throws(RunError) {
    let section = report.section
    var walk = try RecordWalk([], runs, section: section)
    var key: [UInt8] = []
    var value: [UInt8] = []
    while try walk.next() {
      key.removeAll(keepingCapacity: true)
      key.append(UInt8(section))
      key.append(walk.key.span)
      if walk.valueEnds.count == 1 || walk.values.isEmpty {
        try append(key: key.span, value: walk.values.span)
        continue
      }
      value.removeAll(keepingCapacity: true)
      do throws(RecordDamage) {
        let cell: Cell = try walk.cell()
        cell.append(to: &value)
      } catch {
        throw runs[0].unreadableRecord
      }
      try append(key: key.span, value: value.span)
    }
  }
}
