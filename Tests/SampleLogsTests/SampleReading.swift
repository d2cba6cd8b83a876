import Archives
import Callbacks
import Foundation
import Lifecycles
import Pipeline
import Primitives
import Reports
import TestSupport

/// Committed archives, read and reported as the program does.
struct SampleReading {
  let ingest: Ingest
  let pool: TextPool
  let reports: ReportSet
  /// By the last 16 characters of their ids.
  private let messages: [String: Message]

  /// All of them.
  static let whole = Result { try SampleReading(inputs: [SampleFolder.url.path]) }

  /// Some of those below `odd`.
  init(odd names: String...) throws {
    try self.init(inputs: names.map { SampleFolder.url.appending(path: "odd/\($0)").path })
  }

  /// The hourly ones.
  static func hours() throws -> SampleReading {
    let paths = try SampleFolder.paths().filter { $0.hasPrefix("callbacks-") }
    return try SampleReading(inputs: paths.map { SampleFolder.url.appending(path: $0).path })
  }

  private init(inputs: [String]) throws {
    // Later than every event but the one of the wild clock.
    var ingest = Ingest(now: instant("20T12:00:00"))
    for source in try Discovery.archives(in: inputs) { try ingest.read(source) }
    self.ingest = ingest
    let parameters = ReportParameters(reports: ReportName.allCases, bucket: Bucket.none)
    let join = LifecycleJoin([ingest.recorder])
    pool = join.pool
    var counts = ReportCounts(parameters)
    var lifecycles = LifecycleCounts.identity
    var messages: [String: Message] = [:]
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachMessage(in: partition, parameters.rules(ingest.coverage)) {
        counts.count($0, join.pool)
        lifecycles.count($0)
        messages[String(decoding: $0.id.suffix(16), as: UTF8.self)] = $0
      }
    }
    reports = try ReportSet(
      parameters, ingest.archives.inOrder, lifecycles, ingest.coverage, counts.sealed(pool))
    self.messages = messages
  }

  var allMessages: some Sequence<Message> { messages.values }

  /// The message with this name at the end of its id.
  func message(_ name: String) -> Message? {
    messages[name.padding(to: 16)]
  }

  /// The archives by their paths below the folder of samples.
  var archives: [(path: String, account: ArchiveAccount)] {
    ingest.archives.map { account in
      let name = String(decoding: account.source.name, as: UTF8.self)
      return (name.replacing(SampleFolder.url.path + "/", with: ""), account)
    }
  }

  func text(_ id: TextID) -> String { String(decoding: pool[id], as: UTF8.self) }

  func text(_ text: PackedText) -> String {
    String(decoding: text.bytes(in: pool), as: UTF8.self)
  }

  /// Some columns of a report, a row a line.
  func rows(_ report: ReportName, _ columns: String...) -> [String] {
    guard let table = reports.tables.first(where: { $0.name == report }),
      let rows = try? table.rows
    else { return [] }
    let indices = columns.compactMap { table.columns.firstIndex(of: $0) }
    precondition(indices.count == columns.count, "no such column")
    return rows.map { row in
      indices.map { row[$0].sampleText }.joined(separator: " ")
    }
  }
}

extension Value {
  fileprivate var sampleText: String {
    switch self {
    case .missing: "-"
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .integer(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .ratio(let numerator, let denominator), .factor(let numerator, let denominator):
      "\(numerator)/\(denominator)"
    case .milliseconds(let milliseconds): "\(milliseconds)ms"
    case .instant(let instant): "\(instant)"
    }
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: "2", count: Swift.max(0, count - utf8.count))
  }
}
