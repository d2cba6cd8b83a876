internal import Archives
internal import Primitives
public import Runs

extension ReportTable {
  /// Writes the report as an aligned table for people; an error of writing stays in the sink.
  ///
  /// Rows are walked twice, first for their widths: none is kept.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeText(_ style: TableStyle, to sink: OutputSink) throws(RunError) {
    try writeText(style, note: nil, to: sink)
  }

  /// The same, with something more to say below it.
  fileprivate func writeText(
    _ style: TableStyle, note: String?, to sink: OutputSink
  ) throws(RunError) {
    guard sink.error == nil else { return }
    var measure = TableMeasure(shownColumns, style)
    try forEachRow { values in
      measure.add(values)
      return true
    }
    var writer = TableWriter(measure)
    writer.title(name.rawValue, grain)
    writer.heading()
    try forEachRow { values in
      writer.row(values)
      return writer.drain(to: sink)
    }
    if measure.rowCount > 0 || note == nil { writer.notes() }
    if let note { writer.note(note) }
    _ = writer.drain(to: sink, isLast: true)
  }
}

extension ReportSet {
  /// So many archives are shown in any case.
  private static let fewArchives = 10

  /// Writes all reports as aligned tables for people, and below them what they rest on; an error of
  /// writing stays in the sink.
  ///
  /// - Parameters:
  ///   - style: How wide the tables may be.
  ///   - isBrief: Whether archives about which there is nothing to say are only counted.
  ///   - sink: Where to.
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeText(
    _ style: TableStyle, isBrief: Bool = false, to sink: OutputSink
  ) throws(RunError) {
    for table in tables {
      if isBrief, table.name == .quality, archives.count > Self.fewArchives {
        try writeBriefQuality(style, to: sink)
      } else {
        try table.writeText(style, to: sink)
      }
      sink.put(Array("\n".utf8))
    }
    var writer = TableWriter(TableMeasure([], style))
    for line in summary { writer.note(line) }
    _ = writer.drain(to: sink, isLast: true)
  }

  /// Hundreds of good archives would drive everything else off the terminal.
  private func writeBriefQuality(_ style: TableStyle, to sink: OutputSink) throws(RunError) {
    let shown = archives.filter { !$0.isUnremarkable }
    let left = Int64(archives.count - shown.count)
    let note =
      switch (left, shown.isEmpty) {
      case (0, _): nil as String?
      case (_, true): "all \(grouped(left)) archives are ok; --report quality shows them"
      case (1, _): "1 more archive is ok; --report quality shows it"
      default: "\(grouped(left)) more archives are ok; --report quality shows them"
      }
    try ReportTable.quality(shown).writeText(style, note: note, to: sink)
  }

  /// What to know before believing any of the numbers.
  private var summary: [String] {
    var lines: [String] = []
    if let start = coverage.start, let end = coverage.end {
      lines.append("covers \(start.shown) to \(end.shown)")
    }
    let damaged = archives.count { $0.summary.damage != nil }
    var faults: [String] = []
    if damaged > 0 {
      let (some, all) = (grouped(Int64(damaged)), grouped(accounting.archives))
      faults.append("damaged archives: \(some) of \(all)")
    }
    if accounting.malformed > 0 {
      faults.append("malformed values: \(grouped(accounting.malformed))")
    }
    if !faults.isEmpty {
      lines.append("\(faults.joined(separator: "; ")); the quality report says where")
    }
    return lines
  }
}
