internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

extension ReportPass {
  /// Makes sets of reports on the same messages, whose outcomes are decided by the same rules.
  ///
  /// All sets are counted together, in two walks at most: to walk messages is to join them, or to read
  /// them back, and costs more than to count them once more.
  ///
  /// - Parameters:
  ///   - asked: What is reported, and the part of the coverage that matters to it.
  ///   - messages: The messages.
  ///   - progress: Is told how far that is.
  /// - Returns: A set for each of `asked`.
  /// - Throws: ``PassError``.
  func sets(
    of asked: [(ReportParameters, Coverage)], _ messages: ReportedMessages,
    _ progress: PassProgress?
  ) async throws(PassError) -> [ReportSet] {
    let (parameters, counts) = try await counts(of: asked.map(\.0), messages, progress)
    do throws(AccountingError) {
      var sets: [ReportSet] = []
      for set in asked.indices {
        sets.append(
          try ReportSet(
            parameters[set], messages.archives, counts.lifecycles, asked[set].1,
            counts.reports[set], forgottenEvents: messages.forgottenEvents))
      }
      return sets
    } catch {
      throw .accounting(error)
    }
  }

  /// Makes sets of reports, to all of which the whole coverage matters.
  func sets(
    of asked: [ReportParameters], _ messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> [ReportSet] {
    try await sets(of: asked.map { ($0, messages.coverage) }, messages, progress)
  }

  /// Counts what is asked for.
  ///
  /// - Returns: The counts, and what they are counts of: with the rows that are kept apart.
  private func counts(
    of asked: [ReportParameters], _ messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> ([ReportParameters], CountedMessages) {
    var asked = asked
    do throws(RunError) {
      var counts = try await count(messages, asked.map { $0.ranking ?? $0 }, progress)
      // What keeps its greatest rows apart is counted again once they are known.
      let ranked = asked.indices.filter { asked[$0].ranking != nil }
      for set in ranked {
        asked[set] = try asked[set].keepingGreatest(of: counts.reports[set])
      }
      if !ranked.isEmpty {
        let again = try await count(messages, ranked.map { asked[$0] }, progress)
        for (set, reports) in zip(ranked, again.reports) { counts.reports[set] = reports }
      }
      return (asked, counts)
    } catch {
      throw messages.passError(error)
    }
  }

  /// Makes totals of the same messages; if no report is asked for, without looking at any.
  ///
  /// - Returns: The totals for each of `asked`.
  func totals(
    of asked: [ReportParameters], _ messages: ReportedMessages, _ progress: PassProgress?
  ) async throws(PassError) -> [ReportTotals] {
    guard asked.contains(where: { !$0.reports.isEmpty }) else { return asked.map { _ in .init() } }
    var totals: [ReportTotals] = []
    for set in try await sets(of: asked, messages, progress) {
      totals.append(try messages.totals(set))
    }
    return totals
  }

  /// Counts all messages, wherever they are, for each of some sets of reports.
  private func count(
    _ messages: ReportedMessages, _ asked: [ReportParameters], _ progress: PassProgress?
  ) async throws(RunError) -> CountedMessages {
    let (budget, folder) = (context.budget, context.temporaryFolder)
    let place = messages.place.narrowed(toAnyOf: asked)
    let walk = MessageWalk(
      messages: place, rules: parameters.rules(messages.coverage), budget: budget,
      progress: progress)
    let parts = try await walk.visited(by: ReportVisitor(asked, budget, spillingTo: folder))
    var whole = parts.compactMap(\.counted).merged { $0.merge($1) }
    let unread = place.unread
    whole.lifecycles.merge(unread)
    for set in whole.reports.indices {
      whole.reports[set].addLeftOut(lifecycles: unread.lifecycles)
      try whole.reports[set].limitRuns(in: folder)
    }
    return whole
  }
}

extension ReportedMessages {
  /// The totals of some reports on them.
  func totals(_ reports: ReportSet) throws(PassError) -> ReportTotals {
    do throws(RunError) {
      return try ReportTotals(reports)
    } catch {
      throw passError(error)
    }
  }
}
