internal import Lifecycles
internal import Primitives
internal import Reports

/// What the reports of a day are made of.
struct DayPlan {
  let day: ReportDay
  /// Those that hold messages of the day, in order.
  let homes: [Home]
  /// The part of the coverage that matters to the day.
  let coverage: Coverage
  /// Another when the reports may come out otherwise.
  let digest: UInt64

  init(
    _ day: ReportDay, _ contents: [(home: Home, digest: UInt64)], _ coverage: Coverage, _ zone: Zone
  ) {
    self.day = day
    self.coverage = day.coverage(coverage, in: zone)
    let contents = contents.sorted { $0.home < $1.home }
    homes = contents.map(\.home)
    var bytes: [UInt8] = []
    for time in [self.coverage.start, self.coverage.end] {
      bytes.append(
        littleEndian: UInt64(bitPattern: time?.millisecondsSinceEpoch ?? .min))
    }
    for (home, digest) in contents {
      bytes.append(littleEndian: home.label)
      bytes.append(littleEndian: digest)
    }
    digest = StableHash.stable.hash(bytes.span)
  }
}

extension NightlyPass {
  /// The plans of all days that may have to be restated, in order: those with messages, and those that
  /// were listed and have none any more.
  ///
  /// Days of which the ledger has forgotten a part stay as they are. A day that only wild clocks speak
  /// of, beyond the coverage, has no reports, unless it had some when the coverage went further.
  func plans(
    _ homes: [Home: HomeContent], _ journal: Journal, _ listed: DayList
  ) -> [DayPlan] {
    let last = journal.coverage.end.map { ReportDay(of: $0, in: parameters.zone) }
    let first = journal.forgottenDays?.firstWholeDay
    var contents: [ReportDay: [(home: Home, digest: UInt64)]] = [:]
    for day in listed.entries.keys { contents[day] = [] }
    for (home, content) in homes {
      for (day, digest) in content.days { contents[day, default: []].append((home, digest)) }
    }
    return
      contents
      .filter { day, _ in
        guard first.map({ day >= $0 }) ?? true else { return false }
        return listed.entries[day] != nil || last.map { day <= $0 } ?? false
      }
      .sorted { $0.key < $1.key }
      .map { DayPlan($0, $1, journal.coverage, parameters.zone) }
  }
}
