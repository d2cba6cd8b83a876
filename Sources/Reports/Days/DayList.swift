/// The days of which there are reports, as a table.
public struct DayList: Equatable, Sendable {
  /// What is listed of a day.
  public struct Entry: Equatable, Sendable {
    public var figures: DayFigures
    public var status: DayStatus

    public init(_ figures: DayFigures, _ status: DayStatus) {
      self.figures = figures
      self.status = status
    }
  }

  public var entries: [ReportDay: Entry] = [:]

  public init() {}

  private static let columns = ["day", "status"] + DayFigures.columns

  /// The list as CSV, the first day first.
  public var csv: [UInt8] {
    var writer = CSVWriter(Self.columns)
    for (day, entry) in entries.sorted(by: { $0.key < $1.key }) {
      writer.row([Value(day.description), Value(entry.status.rawValue)] + entry.figures.values)
    }
    return writer.output
  }

  /// Reads a list that was written before; `nil` for anything that is none.
  public init?(csv text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first.map(String.init) == Self.columns.joined(separator: ",") else { return nil }
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == Self.columns.count, let day = ReportDay(String(fields[0])),
        let status = DayStatus(rawValue: String(fields[1])),
        let figures = DayFigures(csv: Array(fields.dropFirst(2)))
      else { return nil }
      entries[day] = Entry(figures, status)
    }
  }
}
