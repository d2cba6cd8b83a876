import Archives
import Callbacks
import Foundation
import Primitives
import Reports
import TestSupport
import Testing

@testable import Pipeline

/// A month of archives that appear, grow, come late, go and come again under other names; and what all
/// of them hold together.
struct TestNights {
  /// An archive that somebody is writing.
  private struct Archive {
    let bytes: [UInt8]
    /// The first night on which some of it is there, and that on which it is whole.
    let firstNight: Int
    let wholeNight: Int
    var name: String
    var isThere = false
  }

  let scratch: Scratch
  var budget: MemoryBudget
  var keptDays: Int?
  var zone = Zone.utc
  private var draws: SeededGenerator
  private var archives: [Archive] = []
  private let nightCount: Int
  private let start: Timestamp

  private static let day: Int64 = 86_400

  init(seed: UInt64, nights: Int) throws {
    scratch = try Scratch()
    nightCount = nights
    draws = SeededGenerator(seed: seed)
    budget = MemoryBudget(share: 100_000_000, jobs: 2)
    // Days are provisional for 26 or 97 hours.
    start = Timestamp(
      millisecondsSinceEpoch: seed.isMultiple(of: 2) ? 1_777_593_600_000 : 1_793_491_200_000)
    var lines = [[String]](repeating: [], count: nights)
    for day in 0..<nights {
      for number in 0..<Int.random(in: 4...12, using: &draws) { drawMessage(day, number, &lines) }
    }
    for night in 0..<nights { drawArchives(lines[night], night) }
  }

  /// Draws a message of a day, and puts its events among the lines of the nights on which they come.
  private mutating func drawMessage(_ day: Int, _ number: Int, _ lines: inout [[String]]) {
    let second = Int64.random(in: 0..<Self.day, using: &draws)
    let created = start.advanced(byMilliseconds: (Int64(day) * Self.day + second) * 1000)
    let message = TestMessage(
      "\(created)", Int.random(in: 0..<1_000_000, using: &draws))
    func put(_ event: String, _ night: Int) {
      if night < nightCount { lines[night].append(event) }
    }
    put(message.event("message-sending", after: 1), day)
    if Int.random(in: 0..<10, using: &draws) > 0 {
      let type = Int.random(in: 0..<5, using: &draws) > 0 ? "message-delivered" : "message-failed"
      let late = [0, 0, 0, 0, 0, 0, 1, 1, 2, 26].randomElement(using: &draws) ?? 0
      let event = message.event(type, after: 3 + Int64(late) * Self.day)
      put(event, day + late)
      if Int.random(in: 0..<6, using: &draws) == 0 {
        put(event, day + late + Int.random(in: 0...1, using: &draws))
      }
    }
  }

  private mutating func drawArchives(_ lines: [String], _ night: Int) {
    let half = lines.count / 2
    for (number, part) in [lines[..<half], lines[half...]].enumerated() {
      let text = Array(part.joined().utf8)
      let first = night + (Int.random(in: 0..<8, using: &draws) == 0 ? 3 : 0)
      archives.append(
        Archive(
          bytes: Bool.random(using: &draws) ? gzip(text) : text, firstNight: first,
          wholeNight: first + Int.random(in: 0...1, using: &draws),
          name: "night-\(night)-\(number).log"))
    }
  }

  // MARK: - Nights

  /// Lets the archives of a night come, and those that grow grow; some get other names, copies, or go.
  mutating func arrive(_ night: Int) throws {
    for index in archives.indices where archives[index].firstNight <= night {
      let archive = archives[index]
      if archive.firstNight == night || archive.wholeNight == night {
        let count =
          archive.wholeNight <= night || archive.bytes.count < 200
          ? archive.bytes.count : archive.bytes.count * 2 / 3
        try scratch.write(archive.bytes.prefix(count), to: "in/\(archive.name)")
        try scratch.write(archive.bytes.prefix(count), to: "everything/\(index).log")
        archives[index].isThere = true
      } else if archive.isThere, archive.wholeNight < night {
        try change(index, night)
      }
    }
  }

  private mutating func change(_ index: Int, _ night: Int) throws {
    let path = scratch.path("in/\(archives[index].name)")
    switch Int.random(in: 0..<12, using: &draws) {
    case 0:
      archives[index].name = "renamed-\(night)-\(index).log"
      try FileManager.default.moveItem(
        atPath: path, toPath: scratch.path("in/\(archives[index].name)"))
    case 1: try scratch.write(archives[index].bytes, to: "in/copy-\(night)-\(index).log")
    case 2:
      try FileManager.default.removeItem(atPath: path)
      archives[index].isThere = false
    default: break
    }
  }

  private func context(_ budget: MemoryBudget) -> PassContext {
    PassContext(now: Corpus.now, budget, temporaryFolder: scratch.runFolder)
  }

  func pass(ledger: String = "ledger", output: String = "out") -> NightlyPass {
    var pass = NightlyPass(
      ReportParameters(reports: [], zone: zone), ledger: LedgerFolder(scratch.path(ledger)),
      output: scratch.path(output), version: "1", context(budget))
    pass.keptDays = keptDays
    return pass
  }

  func run() async throws -> NightlyPass.Result {
    try await pass().run(Discovery.archives(in: [scratch.path("in")]))
  }

  /// The reports of a day, made of all archives that there ever were.
  func expected(_ day: ReportDay) async throws -> [String: String] {
    let window = day.window(in: zone)
    let pass = ReportPass(
      ReportParameters(
        reports: DayReports.names, since: window.lowerBound, until: window.upperBound, zone: zone),
      context(MemoryBudget(share: 100_000_000, jobs: 2)))
    let reports = try await pass.run(Discovery.archives(in: [scratch.path("everything")])).reports
    return try reports.tables.reduce(into: [:]) { files, table in
      files["\(table.name.rawValue).csv"] = String(decoding: try table.csv, as: UTF8.self)
    }
  }

  /// The CSV files of a day.
  func found(_ day: ReportDay) -> [String: String] {
    files("out/\(day)").filter { $0.key.hasSuffix(".csv") }
  }

  /// All files below a folder, by their paths.
  ///
  /// Of the state, whose digests follow from a seed that is drawn, only that it is one.
  func files(_ folder: String) -> [String: String] {
    var files = scratch.files(below: folder)
    if let state = files[".state"] {
      files[".state"] = "\(state.hasPrefix("waybill/nightly/2 "))"
    }
    return files
  }
}
