internal import Lifecycles
public import Primitives
public import Runs

/// The reports of one day.
///
/// They say nothing that only other days could change: no archives, which hold many days, and of the
/// coverage no more than matters to this one. So they stay the same, byte for byte, as long as
/// nothing new is heard of the day.
public struct DayReports: Sendable {
  public let day: ReportDay
  public let reports: ReportSet
  public let figures: DayFigures
  /// Whether late events may still change them.
  public let isProvisional: Bool

  /// - Parameters:
  ///   - day: The day.
  ///   - reports: The reports of the messages that were created on it, without `quality`.
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public init(_ day: ReportDay, _ reports: ReportSet) throws(RunError) {
    self.day = day
    self.reports = reports
    figures = try DayFigures(reports.tables)
    isProvisional = day.isProvisional(reports.coverage, in: reports.parameters.zone)
  }

  static let manifestSchema = "waybill/day/1"

  /// The reports that a day has.
  public static let names = ReportName.allCases.filter(\.isOfMessages)

  /// What can be said of a day alone, where reports of everything have the totals of all archives.
  private var accounting: [(name: String, value: Int64)] {
    [
      ("events", figures.events), ("unique_events", figures.events - figures.duplicates),
      ("duplicates", figures.duplicates), ("lifecycles", reports.reportedLifecycles),
    ]
  }

  /// Writes all reports as one JSON document, ended by a line feed; an error of writing stays in the
  /// sink.
  ///
  /// - Throws: ``RunError`` when cells that were spilled cannot be read back.
  public func writeJSON(to sink: OutputSink) throws(RunError) {
    try reports.writeJSON(accounting: accounting, to: sink)
  }

  /// Writes what the folder of the day holds, for whoever finds it.
  public func writeManifest(version: String, files: [String], to sink: OutputSink) {
    var writer = JSONWriter()
    writer.object { document in
      reports.appendHead(to: &document, schema: Self.manifestSchema, accounting: accounting)
      document.member("version", version)
      document.member("day", day.description)
      document.member("status", DayStatus(isProvisional: isProvisional).rawValue)
      document.member("totals") { member in
        member.object { object in
          for (name, value) in zip(DayFigures.columns, figures.values) {
            object.member(name, value)
          }
        }
      }
      document.member("files") { $0.texts(files) }
    }
    writer.endDocument()
    _ = writer.drain(to: sink, isLast: true)
  }
}

/// Whether the numbers of a day may still change.
public enum DayStatus: String, Sendable {
  case provisional, final

  public init(isProvisional: Bool) {
    self = isProvisional ? .provisional : .final
  }
}

extension ReportDay {
  /// Whether late events may still change the reports of the day.
  func isProvisional(_ coverage: Coverage, in zone: Zone) -> Bool {
    coverage.end.map { $0 < end(in: zone) } ?? true
  }

  /// The part of a coverage that matters to the day: from its beginning until nothing more can be
  /// heard of it.
  public func coverage(_ coverage: Coverage, in zone: Zone) -> Coverage {
    let start = window(in: zone).lowerBound
    let end = end(in: zone)
    return Coverage(
      start: coverage.start.map { max($0, start) }, end: coverage.end.map { min($0, end) })
  }

  private func end(in zone: Zone) -> Timestamp {
    ReceiptWait.end(forMessagesCreatedBefore: window(in: zone).upperBound)
  }
}
