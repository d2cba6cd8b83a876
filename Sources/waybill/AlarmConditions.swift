internal import ArgumentParser
internal import Primitives
internal import Reports

/// What must not be so for the run to count as good.
struct AlarmConditions {
  let totals: [TotalCondition]
  let ageLimit: AgeLimit?

  /// The reports whose totals they are about.
  var reports: Set<ReportName> { Set(totals.map(\.report)) }

  /// The status with which a run has to end when so many conditions hold, if nothing worse happens.
  ///
  /// Damage comes first: of archives that lack something no total says much.
  static func status(holding count: Int, after damage: ExitCode) -> ExitCode {
    guard damage.isSuccess, count > 0 else { return damage }
    return ExitCode(ExitStatus.conditionHolds.rawValue)
  }

  /// Names the conditions that hold, and those that nothing can be said of.
  ///
  /// - Parameters:
  ///   - totals: Of what is reported; `nil` while there are none, which is how every ledger begins.
  ///   - day: The only one that they are of, but for those on archives.
  ///   - coverage: Of all that is known.
  ///   - now: What the machine's clock says.
  ///   - console: Who is told of what is undecided; without totals only who watches.
  /// - Returns: How many hold.
  func complain(
    _ totals: ReportTotals?, ofDay day: ReportDay? = nil, _ coverage: Coverage, now: Timestamp,
    _ console: ConsoleOptions
  ) -> Int {
    let agedCount = complain(of: coverage, now: now) ? 1 : 0
    if let totals { return agedCount + complain(of: totals, day, console) }
    for condition in self.totals {
      console.sumUp(
        "--fail-if \(condition) is undecided: no day is complete yet, and it fails nothing")
    }
    return agedCount
  }

  /// - Returns: Whether there was reason to.
  private func complain(of coverage: Coverage, now: Timestamp) -> Bool {
    guard let ageLimit else { return false }
    guard let end = coverage.end else {
      StandardStreams.complain(
        "--max-age \(ageLimit) is exceeded: no event in the archives has a time in the past")
      return true
    }
    guard ageLimit.isExceeded(by: end, now: now) else { return false }
    StandardStreams.complain(
      """
      --max-age \(ageLimit) is exceeded: the archives end at \(end); did callbacks stop coming, or \
      archives?
      """)
    return true
  }

  /// - Returns: How many hold.
  private func complain(of totals: ReportTotals, _ day: ReportDay?, _ console: ConsoleOptions)
    -> Int
  {
    var count = 0
    for condition in self.totals {
      let time = condition.report == .quality ? "" : day.map { " on \($0)" } ?? ""
      switch condition.verdict(totals) {
      case .fails: continue
      case .holds:
        count += 1
        StandardStreams.complain(
          "--fail-if \(condition) holds\(time): \(condition.finding(totals))")
      case .undecided:
        console.tell([
          """
          --fail-if \(condition) is undecided\(time): \(condition.finding(totals)), and it fails nothing
          """
        ])
      }
    }
    return count
  }
}
