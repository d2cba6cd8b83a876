internal import ArgumentParser
internal import Primitives
internal import Reports

/// What numbers have to be like for the run to count as good.
struct FailIfOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-if"),
    help: ArgumentHelp(
      """
      Exit with status 1 when that is so: a column, one of < <= > >= = != and a number, such as \
      delivery_rate<0.95, 'delivery_rate < 95%', quality.malformed>0 or recipients=0. Repeatable; one is \
      enough. Compared is the total over all messages that are reported, exactly. A column stands for \
      that of the delivery report, else of the only report that has it, unless report.column says \
      which. What is empty, as a rate of nothing is, fails nothing and is named.
      """, valueName: "condition"), completion: .list(TotalCondition.columnNames))
  var texts: [String] = []

  @Option(
    name: .customLong("max-age"), parsing: .unconditional,
    help: ArgumentHelp(
      """
      Exit with status 1 when what the archives tell of ended longer ago than that, such as 26h or 3d: \
      no callbacks come any more, or no archives.
      """, valueName: "age"))
  var ageLimit: AgeLimit?

  var conditions: RunConditions {
    get throws {
      do throws(TotalConditionError) {
        let totals = try texts.map { text throws(TotalConditionError) in
          try TotalCondition(text)
        }
        return RunConditions(totals: totals, ageLimit: ageLimit)
      } catch {
        throw ValidationError("--fail-if: \(error)")
      }
    }
  }

  /// The status with which a run has to end when so many conditions hold, if nothing worse happens.
  ///
  /// Damage comes first: of archives that lack something no total says much.
  static func status(holding count: Int, after damage: ExitCode) -> ExitCode {
    guard damage.isSuccess, count > 0 else { return damage }
    return ExitCode(ExitStatus.conditionHolds.rawValue)
  }
}

/// What must not be so for the run to count as good.
struct RunConditions {
  let totals: [TotalCondition]
  let ageLimit: AgeLimit?

  /// The reports whose totals they are about.
  var reports: Set<ReportName> { Set(totals.map(\.report)) }

  /// Names the conditions that hold, and those that nothing can be said of.
  ///
  /// - Parameters:
  ///   - totals: Of what is reported; `nil` while there are none, which is how every ledger begins.
  ///   - coverage: Of all that is known.
  ///   - now: What the machine's clock says.
  ///   - messages: Who is told of what is undecided because there are no totals.
  /// - Returns: How many hold.
  func complain(
    _ totals: ReportTotals?, _ coverage: Coverage, now: Timestamp, _ messages: MessageOptions
  ) -> Int {
    let agedCount = complain(of: coverage, now: now) ? 1 : 0
    if let totals { return agedCount + complain(of: totals) }
    for condition in self.totals {
      messages.sumUp(
        "--fail-if \(condition) is undecided: no day is complete yet, and it fails nothing")
    }
    return agedCount
  }

  /// - Returns: Whether there was reason to.
  private func complain(of coverage: Coverage, now: Timestamp) -> Bool {
    guard let ageLimit else { return false }
    guard let end = coverage.end else {
      StandardStreams.complain("--max-age \(ageLimit) is exceeded: no archive tells of any time")
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
  private func complain(of totals: ReportTotals) -> Int {
    var count = 0
    for condition in self.totals {
      switch condition.verdict(totals) {
      case .fails: continue
      case .holds:
        count += 1
        StandardStreams.complain("--fail-if \(condition) holds: \(condition.finding(totals))")
      case .undecided:
        StandardStreams.complain(
          "--fail-if \(condition) is undecided: \(condition.finding(totals)), and it fails nothing")
      }
    }
    return count
  }
}
