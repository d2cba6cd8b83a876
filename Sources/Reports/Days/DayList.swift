internal import Primitives

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

  /// Another for another list.
  public var digest: UInt64 { StableHash.stable.hash(csv.span) }

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
        BelievedYears.days.contains(Int(day.number)),
        let status = DayStatus(rawValue: String(fields[1])),
        let figures = DayFigures(csv: Array(fields.dropFirst(2)))
      else { return nil }
      entries[day] = Entry(figures, status)
    }
  }
}

extension DayList.Entry {
  /// Reads what the manifest of a day says; `nil` for that of another day, or one that is damaged.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - manifest: The bytes, as they were written; what somebody has written anew is another file.
  public init?(of day: ReportDay, manifest: [UInt8]) {
    guard SetFiles.names(ofManifest: manifest) != nil else { return nil }
    let lines = String(decoding: manifest, as: UTF8.self).split(separator: "\n")
    func texts(_ name: String) -> [Substring] {
      let start = "  \"\(name)\": \""
      return lines.filter { $0.hasPrefix(start) }.map {
        $0.dropFirst(start.count).prefix { $0 != "\"" }
      }
    }
    guard BelievedYears.days.contains(Int(day.number)), texts("day") == ["\(day)"],
      texts("status").count == 1,
      let status = DayStatus(rawValue: String(texts("status")[0])),
      let start = lines.firstIndex(of: "  \"totals\": {")
    else { return nil }
    var values: [String: Substring] = [:]
    for line in lines[start...].dropFirst().prefix(while: { $0.hasPrefix("    \"") }) {
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      values[String(parts[1])] = parts[2].dropFirst(2).prefix { $0 != "," }
    }
    guard let figures = DayFigures(csv: DayFigures.columns.map { values[$0] ?? "" }) else {
      return nil
    }
    self.init(figures, status)
  }
}
