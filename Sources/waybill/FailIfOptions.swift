internal import ArgumentParser
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

  var conditions: [TotalCondition] {
    get throws {
      do throws(TotalConditionError) {
        return try texts.map { text throws(TotalConditionError) in try TotalCondition(text) }
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

extension [TotalCondition] {
  /// The reports whose totals they are about.
  var reports: Set<ReportName> { Set(map(\.report)) }

  /// The same of totals that there may be none of yet, which is how every ledger begins.
  func complain(_ totals: ReportTotals?, _ messages: MessageOptions) -> Int {
    if let totals { return complain(totals) }
    for condition in self {
      messages.sumUp(
        "--fail-if \(condition) is undecided: no day is complete yet, and it fails nothing")
    }
    return 0
  }

  /// Names the conditions that hold, and those that nothing can be said of.
  ///
  /// - Returns: How many hold.
  func complain(_ totals: ReportTotals) -> Int {
    var count = 0
    for condition in self {
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
