internal import ArgumentParser
internal import Pipeline
internal import Primitives
internal import Reports

/// What must not be so for the execution to count as good.
struct AlarmConditions {
  let totals: [TotalCondition]
  let ageLimit: AgeLimit?

  /// What totals are of, but for those on archives.
  enum Scope {
    /// All that is reported.
    case everything
    /// One day, if there is one: no ledger begins with any.
    case lastDay(NightlyPass.LastDay)
  }

  /// The reports whose totals they are about.
  var reports: Set<ReportName> { Set(totals.map(\.report)) }

  /// The status with which an execution has to end when so many conditions hold, if nothing worse happens.
  ///
  /// Damage comes first: of archives that lack something no total says much.
  static func status(holding count: Int, after damage: ExitCode) -> ExitCode {
    guard damage.isSuccess, count > 0 else { return damage }
    return ExitCode(ExitStatus.unsatisfied.rawValue)
  }

  /// Names the conditions that hold, and those that nothing can be said of.
  ///
  /// - Parameters:
  ///   - totals: Of what is reported.
  ///   - scope: What that is.
  ///   - coverage: Of all that is known.
  ///   - now: What the machine's clock says.
  ///   - console: Who is told of what is undecided; before any day is complete only who watches.
  /// - Returns: How many hold.
  func complain(
    _ totals: ReportTotals, of scope: Scope = .everything, _ coverage: Coverage, now: Timestamp,
    _ console: ConsoleOptions
  ) -> Int {
    var count = complain(of: coverage, now: now) ? 1 : 0
    for condition in self.totals {
      // Archives are looked at whatever they tell of.
      let scope = condition.report == .quality ? .everything : scope
      if complain(of: condition, totals, scope, console) { count += 1 }
    }
    return count
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

  /// - Returns: Whether it holds.
  private func complain(
    of condition: TotalCondition, _ totals: ReportTotals, _ scope: Scope,
    _ console: ConsoleOptions
  ) -> Bool {
    var time = ""
    switch scope {
    case .everything: break
    case .lastDay(.none):
      console.sumUp(
        "--fail-if \(condition) is undecided: no day is complete yet, and it fails nothing")
      return false
    case .lastDay(.forgotten(let day)):
      console.tell([
        """
        --fail-if \(condition) is undecided on \(day): the ledger has forgotten a part of it, and it \
        fails nothing
        """
      ])
      return false
    case .lastDay(.kept(let day)): time = " on \(day)"
    }
    switch condition.verdict(totals) {
    case .fails: return false
    case .holds:
      StandardStreams.complain("--fail-if \(condition) holds\(time): \(condition.finding(totals))")
      return true
    case .undecided:
      console.tell([
        """
        --fail-if \(condition) is undecided\(time): \(condition.finding(totals)), and it fails nothing
        """
      ])
      return false
    }
  }
}
