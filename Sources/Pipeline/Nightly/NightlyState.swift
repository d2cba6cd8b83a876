internal import Lifecycles
internal import Primitives
internal import Reports

/// What a night remembers of the last one, so as not to look at everything again.
///
/// It lies in a hidden file of the output folder. Most of it is a cache: without it all days are made
/// anew, and come out the same as long as the ledger is whole; and what is wrong with archives is told
/// of again. But ``ledgerIdentity`` and ``toldIntake`` are all that tells a night that its ledger is lost,
/// older or another: without the file such a ledger restates days by what it knows, and nobody is told.
struct NightlyState: Equatable, Sendable {
  /// Another where the reports that are asked for are, or the version, or the clocks of the zone.
  var parametersDigest: UInt64
  /// What the digests of ``homes`` follow from, so that nobody can prepare messages that have the same.
  let seed: UInt64
  var homes: [Home: HomeContent] = [:]
  /// What the folder of each day was made of.
  var days: [ReportDay: UInt64] = [:]
  /// Tells whether the list of days is the one that was written; `nil` in a state of before it was kept.
  var listDigest: UInt64?
  /// Gaps that were told of, and those that were no news.
  var gaps: Set<LedgerStatus.Gap> = []
  /// The last intake of whose archives was told; a ledger that has fewer is not the one of the reports.
  var toldIntake = 0
  /// That of the ledger of the reports; `nil` of one that has none, and in a state of before there were any.
  var ledgerIdentity: UInt64?

  /// Whether it was left by a night that asked for other reports, by another version, or with other clocks of
  /// the zone.
  private(set) var isOfOtherReports = false

  private static let head = "waybill/nightly/2"

  /// - Parameters:
  ///   - parametersDigest: Another for other reports.
  ///   - seed: That of the last night, or one that is drawn.
  init(parametersDigest: UInt64, seed: UInt64 = .random(in: .min ... .max)) {
    self.parametersDigest = parametersDigest
    self.seed = seed
  }

  /// Whether a gap lies in one that is known: late archives may have filled it in part.
  func knows(_ gap: LedgerStatus.Gap) -> Bool {
    gaps.contains { $0.start <= gap.start && gap.end <= $0.end }
  }

  /// The largest state that is written, and that is read: more than all lines but those of homes take.
  static let sizeLimit = 64_000_000

  /// The state as lines of text, with as many homes as it has room for.
  ///
  /// Those that are left out are looked at every night, and come out the same, for the seed stays. They
  /// are the ones with messages of the most days, so that few are.
  ///
  /// - Parameter limit: How many bytes it may have.
  /// - Returns: The lines.
  func text(limit: Int = Self.sizeLimit) -> String {
    let head = "\(Self.head) \(parametersDigest.hex) \(seed.hex)\n"
    let rest = linesWithoutHomes.map { "\($0)\n" }.joined()
    var room = limit - head.utf8.count - rest.utf8.count
    var lines: [(home: Home, line: String)] = []
    let fewestDaysFirst = homes.sorted {
      ($0.value.days.count, $0.key) < ($1.value.days.count, $1.key)
    }
    for (home, content) in fewestDaysFirst {
      let days = content.days.sorted { $0.key < $1.key }.map { " \($0):\($1.hex)" }
      let line = "home \(home.label) \(content.runsDigest.hex)\(days.joined())\n"
      room -= line.utf8.count
      guard room >= 0 else { break }
      lines.append((home, line))
    }
    return head + lines.sorted { $0.home < $1.home }.map(\.line).joined() + rest
  }

  private var linesWithoutHomes: [String] {
    var lines: [String] = []
    for (day, digest) in days.sorted(by: { $0.key < $1.key }) {
      lines.append("day \(day) \(digest.hex)")
    }
    for gap in gaps.sorted(by: { $0.start < $1.start }) {
      lines.append("gap \(gap.start.millisecondsSinceEpoch) \(gap.end.millisecondsSinceEpoch)")
    }
    lines.append("told \(toldIntake)")
    if let listDigest { lines.append("list \(listDigest.hex)") }
    if let ledgerIdentity { lines.append("ledger \(ledgerIdentity.hex)") }
    return lines
  }

  /// Reads a state; `nil` for anything that is none.
  ///
  /// Of one of other reports holds what was told of.
  init?(_ text: String, parametersDigest: UInt64) {
    var lines = text.split(separator: "\n")[...]
    guard let head = lines.popFirst()?.split(separator: " "), head.count == 3,
      head[0] == Self.head, let seed = UInt64(head[2], radix: 16)
    else { return nil }
    self.init(parametersDigest: parametersDigest, seed: seed)
    for line in lines {
      guard read(line.split(separator: " ").map(String.init)) else { return nil }
    }
    isOfOtherReports = head[1] != parametersDigest.hex
    if isOfOtherReports { (homes, days) = ([:], [:]) }
  }

  private mutating func read(_ words: [String]) -> Bool {
    switch words.first {
    case "home" where words.count >= 3:
      guard let label = UInt64(words[1]), let home = Home(label: label),
        let digest = UInt64(words[2], radix: 16)
      else { return false }
      var content = HomeContent(runsDigest: digest)
      for word in words.dropFirst(3) {
        let parts = word.split(separator: ":")
        guard parts.count == 2, let day = ReportDay(String(parts[0])),
          let digest = UInt64(parts[1], radix: 16)
        else { return false }
        content.days[day] = digest
      }
      homes[home] = content
    case "day" where words.count == 3:
      guard let day = ReportDay(words[1]), let digest = UInt64(words[2], radix: 16) else {
        return false
      }
      days[day] = digest
    case "gap" where words.count == 3:
      guard let start = Int64(words[1]), let end = Int64(words[2]) else { return false }
      gaps.insert(
        LedgerStatus.Gap(
          start: Timestamp(millisecondsSinceEpoch: start),
          end: Timestamp(millisecondsSinceEpoch: end)))
    case "told" where words.count == 2:
      guard let intake = Int(words[1]) else { return false }
      toldIntake = intake
    case "list" where words.count == 2:
      guard let digest = UInt64(words[1], radix: 16) else { return false }
      listDigest = digest
    case "ledger" where words.count == 2:
      guard let identity = UInt64(words[1], radix: 16) else { return false }
      ledgerIdentity = identity
    default: return false
    }
    return true
  }
}

extension UInt64 {
  fileprivate var hex: String { String(self, radix: 16) }
}
