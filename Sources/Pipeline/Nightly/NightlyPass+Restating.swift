internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

extension LedgerView {
  /// The messages of some homes, as far as a coverage goes.
  func messages(of homes: [Home], _ coverage: Coverage) -> ReportedMessages {
    ReportedMessages(
      archives: archives, coverage: coverage, place: .homes(homes, self),
      forgottenEvents: forgottenEvents, rejects: [], spilledRunCount: 0)
  }
}

extension NightlyPass {
  /// What became of the days.
  struct Restating {
    var restated: [Restatement] = []
    var days: DayList
    /// What the next night has to know of this one.
    var state: NightlyState

    /// The listed days before the first that can be restated.
    func untouched(_ first: ReportDay?) -> [ReportDay] {
      days.entries.keys.filter { day in first.map { day < $0 } ?? false }.sorted()
    }
  }

  /// Restates the days whose numbers may have changed, and lists all of them.
  func restate(
    _ journal: Journal, _ view: LedgerView, since before: NightlyState, _ progress: PassProgress?
  ) async throws(NightlyError) -> Restating {
    var restating = Restating(
      days: try lastList(),
      state: NightlyState(parametersDigest: parametersDigest, seed: before.seed))
    restating.state.homes = try await contents(view, before)
    for plan in plans(restating.state.homes, journal, restating.days) {
      if before.days[plan.day] == plan.digest, restating.days.entries[plan.day] != nil,
        output.hasReports(of: plan.day)
      {
        restating.state.days[plan.day] = plan.digest
        continue
      }
      let reports = try await reports(of: plan, view, progress)
      guard !reports.figures.isEmpty || output.hasFolder(of: plan.day) else {
        restating.days.entries[plan.day] = nil
        continue
      }
      try publish(reports, &restating)
      restating.state.days[plan.day] = plan.digest
    }
    do throws(OutputError) {
      try output.write(restating.days)
      try output.write(quality: .quality(view.archives.inOrder))
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
    of plan: DayPlan, _ view: LedgerView, _ progress: PassProgress?
  ) async throws(NightlyError) -> DayReports {
    let window = plan.day.window(in: parameters.zone)
    var pass = reportPass
    pass.parameters.since = window.lowerBound
    pass.parameters.until = window.upperBound
    let messages = view.messages(of: plan.homes, plan.coverage)
    do throws(PassError) {
      let reports = try await pass.sets(of: [pass.parameters], messages, progress)
      do throws(RunError) {
        return try DayReports(plan.day, reports[0])
      } catch {
        throw .run(error)
      }
    } catch {
      throw .pass(error)
    }
  }

  var reportPass: ReportPass {
    ReportPass(parameters, context)
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
      [version, parameters.zone.name, parameters.receipts.rawValue]
      + formats.map(\.rawValue).sorted()
      + [parameters.bucket?.rawValue ?? "-", parameters.top.map { "\($0)" } ?? "-"]
      + (parameters.dimensions?.map(\.rawValue) ?? ["-"])
      + parameters.filter.conditions.map(\.description)
      + [parameters.redaction.map { $0.token(for: "key".utf8.span).description } ?? "-"]
    return StableHash.stable.hash(Array(words.joined(separator: "\n").utf8).span)
  }
}
