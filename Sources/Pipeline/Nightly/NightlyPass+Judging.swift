internal import Primitives
public import Reports
internal import Runs

extension NightlyPass {
  /// The last day that the archives cover to its end.
  public enum LastDay: Equatable, Sendable {
    /// No day is complete yet.
    case none
    case kept(ReportDay)
    /// One of which the ledger has forgotten a part: numbers of it would say anything.
    case forgotten(ReportDay)
  }

  /// What the conditions of a night are about.
  struct Judgement {
    var day: LastDay
    /// The totals that were asked for: of the day, if it is kept, and of archives.
    var totals = ReportTotals()
    /// More of the day.
    var dayTotals: DayTotals?
  }

  /// The last day that the archives cover to its end.
  func lastCompleteDay(_ journal: Journal) -> ReportDay? {
    parameters.lastDay(journal.coverage, now: context.now).map {
      ReportDay(of: $0.start, in: parameters.zone)
    }
  }

  /// The same, and whether there is all of it.
  private func lastDay(_ journal: Journal) -> LastDay {
    guard let day = lastCompleteDay(journal) else { return .none }
    let isKept = journal.forgottenDays?.keep(day, in: parameters.zone) ?? true
    return isKept ? .kept(day) : .forgotten(day)
  }

  /// Comes to the totals that were asked for, those of the quality report on some archives.
  func judge(
    _ journal: Journal, _ view: LedgerView, _ archives: [ArchiveAccount], _ progress: PassProgress?
  ) async throws(NightlyError) -> Judgement {
    var judgement = Judgement(day: lastDay(journal))
    do throws(PassError) {
      if case .kept = judgement.day,
        let day = parameters.lastDay(journal.coverage, now: context.now)
      {
        var conditions = day.parameters
        conditions.reports = DayReports.names.filter(totalled.contains)
        let asked = [conditions] + (makesDayTotals ? [day.parameters] : [])
        let totals = try await reportPass.totals(of: asked, view.messages, progress)
        judgement.totals = totals[0]
        if makesDayTotals { judgement.dayTotals = DayTotals(start: day.start, totals: totals[1]) }
      }
      do throws(RunError) {
        judgement.totals = try judgement.totals.adding(quality: archives)
      } catch {
        throw .run(error)
      }
      return judgement
    } catch {
      throw .pass(error)
    }
  }
}
