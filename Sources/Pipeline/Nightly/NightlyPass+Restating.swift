internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

extension NightlyPass {
  /// What became of the days.
  struct Restating {
    var restated: [Restatement] = []
    var days: DayList
    /// Those that the ledger does not know any more and of which the list said something else than their folders.
    var corrected: [ReportDay] = []
    /// What the next night has to know of this one.
    var state: NightlyState

    /// The listed days before the first that can be restated.
    func untouched(_ first: ReportDay?) -> [ReportDay] {
      days.entries.keys.filter { day in first.map { day < $0 } ?? false }.sorted()
    }
  }

  /// How many days are counted together: as many as change in most nights.
  ///
  /// More would have too many files open when their cells are spilled.
  private static let dayLimit = 8

  /// Restates the days whose numbers may have changed, and lists all of them.
  func restate(
    _ journal: Journal, _ view: LedgerView, since before: NightlyState, _ progress: PassProgress?
  ) async throws(NightlyError) -> Restating {
    var restating = Restating(
      days: try lastList(),
      state: NightlyState(parametersDigest: parametersDigest, seed: before.seed))
    // `nil` where no night has said which it wrote.
    let isListOfLastNight = before.listDigest.map { $0 == restating.days.digest }
    if isListOfLastNight != true, let first = journal.forgottenDays?.firstWholeDay {
      (restating.days, restating.corrected) = output.corrected(restating.days, before: first)
    }
    restating.state.homes = try await contents(view, before)
    var changed: [DayPlan] = []
    for plan in plans(restating.state.homes, journal, restating.days) {
      // The rest of a list that somebody has changed is made anew.
      if isListOfLastNight != false, before.days[plan.day] == plan.digest,
        restating.days.entries[plan.day] != nil,
        output.hasReports(of: plan.day, in: formats)
      {
        restating.state.days[plan.day] = plan.digest
      } else {
        changed.append(plan)
      }
    }
    for start in stride(from: 0, to: changed.count, by: Self.dayLimit) {
      let plans = Array(changed[start...].prefix(Self.dayLimit))
      for (plan, reports) in zip(plans, try await reports(of: plans, view, progress)) {
        try settle(plan, reports, &restating)
      }
    }
    do throws(OutputError) {
      try output.write(restating.days)
      restating.state.listDigest = restating.days.digest
      try output.write(quality: .quality(view.archives))
    } catch {
      throw .output(error)
    }
    return restating
  }

  /// The days that were listed last.
  private func lastList() throws(NightlyError) -> DayList {
    do throws(OutputError) {
      return try output.list()
    } catch {
      throw .output(error)
    }
  }

  /// What the homes of the ledger hold; those that lie in the same runs as before are not read.
  private func contents(
    _ view: LedgerView, _ before: NightlyState
  ) async throws(NightlyError) -> [Home: HomeContent] {
    var contents: [Home: HomeContent] = [:]
    var changed: [Home] = []
    for home in view.homes {
      if let content = before.homes[home], content.runsDigest == view.digest(ofRunsOf: home) {
        contents[home] = content
      } else {
        changed.append(home)
      }
    }
    do throws(RunError) {
      let found = try await HomeContent.survey(
        changed, view, parameters.zone, StableHash(seed: before.seed), context.budget)
      return contents.merging(found) { $1 }
    } catch {
      throw .pass(.ledger(LedgerError(error)))
    }
  }

  private func reports(
    of plans: [DayPlan], _ view: LedgerView, _ progress: PassProgress?
  ) async throws(NightlyError) -> [DayReports] {
    do throws(PassError) {
      let messages = view.messages(of: Set(plans.flatMap(\.homes)).sorted(), view.coverage)
      let asked = plans.map { (parametersOfDay($0.day), $0.coverage) }
      // By the end of the whole coverage, and not of the part that matters to a day: outcomes are the same.
      let sets = try await reportPass.sets(of: asked, messages, progress)
      do throws(RunError) {
        var reports: [DayReports] = []
        for (plan, set) in zip(plans, sets) { reports.append(try DayReports(plan.day, set)) }
        return reports
      } catch {
        throw .run(error)
      }
    } catch {
      throw .pass(error)
    }
  }

  private func parametersOfDay(_ day: ReportDay) -> ReportParameters {
    let window = day.window(in: parameters.zone)
    var parameters = parameters
    parameters.since = window.lowerBound
    parameters.until = window.upperBound
    return parameters
  }

  var reportPass: ReportPass {
    ReportPass(parameters, context)
  }

  /// Replaces the reports of a day, unless there is nothing of it and never was.
  private func settle(
    _ plan: DayPlan, _ reports: DayReports, _ restating: inout Restating
  ) throws(NightlyError) {
    guard !reports.figures.isEmpty || output.hasFolder(of: plan.day) else {
      restating.days.entries[plan.day] = nil
      return
    }
    try publish(reports, &restating)
    restating.state.days[plan.day] = plan.digest
  }

  /// Replaces the reports of a day, and lists it.
  private func publish(
    _ reports: DayReports, _ restating: inout Restating
  ) throws(NightlyError) {
    let status = DayStatus(isProvisional: reports.isProvisional)
    let before = restating.days.entries[reports.day]
    restating.days.entries[reports.day] = DayList.Entry(reports.figures, status)
    do throws(OutputError) {
      guard try output.publish(reports, formats: formats, version: version) else { return }
    } catch {
      throw .output(error)
    }
    restating.restated.append(
      Restatement(
        day: reports.day, before: before?.figures, figures: reports.figures, status: status))
  }

  /// A number that is another when other reports are asked for.
  var parametersDigest: UInt64 {
    let words =
      [version, parameters.zone.name, "\(parameters.zone.digest)", parameters.receipts.rawValue]
      + formats.map(\.rawValue).sorted()
      + [parameters.bucket?.rawValue ?? "-", parameters.top.map { "\($0)" } ?? "-"]
      + (parameters.dimensions?.map(\.rawValue) ?? ["-"])
      + parameters.filter.conditions.map(\.description)
      + [parameters.redaction.map { $0.token(for: "key".utf8.span).description } ?? "-"]
    return StableHash.stable.hash(Array(words.joined(separator: "\n").utf8).span)
  }
}
