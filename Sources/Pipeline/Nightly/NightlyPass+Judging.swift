internal import Primitives
internal import Reports
internal import Runs

extension NightlyPass {
  /// What the conditions of a night are about.
  struct Judgement {
    /// The last day that the archives cover to its end; `nil` while there is none of which the ledger
    /// keeps all.
    var day: ReportDay?
    /// The totals that were asked for: of the day, if there is one, and of archives.
    var totals = ReportTotals()
    /// More of the day.
    var lastDay: DayTotals?
  }

  /// The last day that the archives cover to its end.
  func lastDay(_ journal: Journal) -> ReportDay? {
    parameters.lastDay(journal.coverage).map { ReportDay(of: $0.start, in: parameters.zone) }
  }

  /// Comes to the totals that were asked for, those of the quality report on some archives.
  func judge(
    _ journal: Journal, _ view: LedgerView, _ archives: [ArchiveRecord], _ progress: PassProgress?
  ) async throws(NightlyError) -> Judgement {
    var judgement = Judgement()
    do throws(PassError) {
      // Of a day that is forgotten in part, numbers would say anything.
      if let day = lastDay(journal), journal.forgottenDays.map({ day >= $0.firstWholeDay }) ?? true,
        var asked = parameters.lastDay(journal.coverage)?.parameters
      {
        judgement.day = day
        asked.reports = DayReports.names.filter(totalled.contains)
        var pass = reportPass
        pass.makesDayTotals = makesDayTotals
        let messages = view.messages(of: view.homes, view.coverage)
        judgement.totals = try await pass.totals(asked, of: messages, progress)
        judgement.lastDay = try await pass.dayTotals(of: messages, progress)
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
