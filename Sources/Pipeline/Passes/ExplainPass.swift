public import Archives
internal import Lifecycles
public import Primitives
public import Reports
internal import Runs

/// Finds out what changed: archives to messages, which are then counted again and again.
///
/// Neither the number of jobs, nor the memory, nor the order in which archives are read changes what
/// is found.
public struct ExplainPass: Sendable {
  private let parameters: ExplainParameters
  private let context: PassContext

  /// - Parameters:
  ///   - parameters: What is compared with what.
  ///   - context: What is worked with.
  public init(_ parameters: ExplainParameters, _ context: PassContext) {
    self.parameters = parameters
    self.context = context
  }

  /// What a pass came to.
  public struct Result: Sendable {
    /// What changed, or why nothing can be compared.
    public let explanation: Swift.Result<Explanation, ComparisonError>
    public let read: ReportedMessages
    /// What was made of names of archives, and what a ledger has forgotten that may be asked for, for
    /// whoever wants to know.
    public let notes: [String]

    fileprivate func with(_ explanation: Explanation) -> Result {
      Result(explanation: .success(explanation), read: read, notes: notes)
    }
  }

  /// Reads the archives and compares.
  ///
  /// - Parameters:
  ///   - sources: The archives, in any order; with a ledger, those that are meant besides.
  ///   - folder: A ledger.
  ///   - progress: Is told how far that is.
  /// - Returns: What changed, and what it rests on.
  /// - Throws: ``PassError``: `run` when what did not fit into memory could not be written or read
  ///   back, and `ledger`.
  public func run(
    _ sources: [ArchiveSource], besides folder: LedgerFolder? = nil,
    _ progress: PassProgress? = nil
  ) async throws(PassError) -> Result {
    let read = try await IngestPass(context).messages(of: sources, besides: folder, progress)
    do throws(RunError) {
      return try await compareAll(read, progress)
    } catch {
      throw read.passError(error)
    }
  }

  /// When the first messages were created that are compared; `nil` if the window was sought among all.
  private func start(of comparison: Comparison) -> Timestamp? {
    guard case .given = comparison.choice else { return nil }
    return (comparison.baseline + [comparison.window]).map(\.lowerBound).min()
  }

  /// Compares by the metric; by others as well if nothing stands out, up to one by which something does.
  private func compareAll(
    _ read: ReportedMessages, _ progress: PassProgress?
  ) async throws(RunError) -> Result {
    let first = try await compare(read, progress)
    guard case .success(let explanation) = first.explanation, !explanation.isChange else {
      return first
    }
    let itself = explanation.isComparable ? [parameters.metric] : []
    var others: [Metric] = []
    for metric in parameters.otherMetrics {
      let pass = ExplainPass(parameters.asking(about: metric), context)
      let other = try await pass.compare(read, progress)
      guard case .success(let found) = other.explanation else { continue }
      if found.isChange { return other.with(found.noting(asUsual: itself + others)) }
      if found.isComparable { others.append(metric) }
    }
    return first.with(explanation.noting(asUsual: others))
  }

  private func compare(
    _ read: ReportedMessages, _ progress: PassProgress?
  ) async throws(RunError) -> Result {
    let walk = MessageWalk(
      messages: read.place, rules: parameters.rules(read.coverage), budget: context.budget,
      progress: progress)
    let survey = parameters.needsSurvey ? try await survey(read.coverage, walk) : nil
    let comparisons: [Comparison]
    let coverage = parameters.coverage(read.coverage)
    do throws(ComparisonError) {
      comparisons = try parameters.comparisons(survey, coverage)
    } catch {
      return Result(
        explanation: .failure(error), read: read, notes: read.notes(since: parameters.since))
    }
    let explanation = try await explanation(comparisons, survey, coverage, walk)
    return Result(
      explanation: .success(explanation), read: read,
      notes: read.notes(since: start(of: explanation.comparison)))
  }

  /// What was in the hours that may be compared.
  private func survey(
    _ coverage: Coverage, _ walk: MessageWalk
  ) async throws(RunError) -> HourSurvey {
    if let times = parameters.surveyed {
      return try await walk.narrowed(to: [times]).counted(
        into: HourSurvey(parameters, coverage, upTo: times.upperBound))
    }
    let survey = try await walk.counted(into: HourSurvey(parameters, coverage))
    guard let end = survey.latestCreationBeforeAll else { return survey }
    return try await walk.counted(into: HourSurvey(parameters, coverage, upTo: end))
  }

  /// What changed in the first hour that tells of any change, and which others are odd besides; what the
  /// first is like if none does.
  private func explanation(
    _ comparisons: [Comparison], _ survey: HourSurvey?, _ coverage: Coverage, _ walk: MessageWalk
  ) async throws(RunError) -> Explanation {
    var first: Explanation?
    for comparison in comparisons {
      var explainer = try await explainer(comparison, coverage, walk)
      let explanation = explainer.explanation
      if explanation.isChange {
        var rest: HourSurvey?
        if case .clearestChange = comparison.choice { rest = survey.flatMap(explainer.rest) }
        try await note(rest, coverage, walk, in: &explainer)
        return explainer.explanation
      }
      first = first ?? explanation
    }
    guard let first else { preconditionFailure("nothing was compared") }
    return first
  }

  /// Notes what came after the window, and what the rest of the hours is like.
  private func note(
    _ rest: HourSurvey?, _ coverage: Coverage, _ walk: MessageWalk, in explainer: inout Explainer
  ) async throws(RunError) {
    switch (explainer.aftermath(coverage), rest) {
    case (let aftermath?, let rest?):
      let counted = try await walk.counted(into: BothCounts(aftermath, rest))
      explainer.note(counted.first)
      explainer.note(counted.second)
    case (let aftermath?, nil):
      explainer.note(try await walk.narrowed(to: [aftermath.range]).counted(into: aftermath))
    case (nil, let rest?): explainer.note(try await walk.counted(into: rest))
    case (nil, nil): break
    }
  }

  /// Names what changed since the beginning of a change that began before the window, if that tells of
  /// any; else since the baseline: what looked like a beginning was none.
  ///
  /// Where there is no baseline to speak of, earlier days have to do.
  private func explainer(
    _ comparison: Comparison, _ coverage: Coverage, _ walk: MessageWalk
  ) async throws(RunError) -> Explainer {
    var first = ComparisonCounts(parameters, comparison, coverage, walk)
    if parameters.seeksOnset(of: comparison), let onset = try await first.onset(),
      let earlier = parameters.comparison(comparison, before: onset, coverage)
    {
      var second = ComparisonCounts(parameters, earlier, coverage, walk)
      let explainer = try await second.explainer()
      if explainer.explanation.isChangeWithOnset { return explainer }
    }
    let explainer = try await first.explainer()
    guard explainer.explanation.lacksBaseline,
      let byDays = parameters.comparisonByDays(comparison, coverage)
    else { return explainer }
    var second = ComparisonCounts(parameters, byDays, coverage, walk)
    let other = try await second.explainer()
    return other.explanation.lacksBaseline ? explainer : other
  }
}

/// The counts of one comparison.
private struct ComparisonCounts {
  private let parameters: ExplainParameters
  private let comparison: Comparison
  private let coverage: Coverage
  private let walk: MessageWalk
  private var scoring: Scoring?
  private var values: ValueSketch?

  init(
    _ parameters: ExplainParameters, _ comparison: Comparison, _ coverage: Coverage,
    _ walk: MessageWalk
  ) {
    self.parameters = parameters
    self.comparison = comparison
    self.coverage = coverage
    self.walk = walk
  }

  private var times: [Range<Timestamp>] { [comparison.window] + comparison.baseline }

  /// What is counted, which of latencies only the baseline tells.
  private mutating func counted() async throws(RunError) -> Scoring {
    if let scoring { return scoring }
    var latencies: BaselineLatencies?
    if parameters.metric == .latencyP95 {
      latencies = try await walk.narrowed(to: times).counted(
        into: BaselineLatencies(parameters, comparison))
    }
    let scoring = Scoring(parameters, comparison, latencies)
    self.scoring = scoring
    return scoring
  }

  /// Between which times the change began, if that was before the window.
  mutating func onset() async throws(RunError) -> Range<Timestamp>? {
    let scoring = try await counted()
    let survey = OnsetSurvey(scoring, coverage)
    guard !survey.range.isEmpty else { return nil }
    // If there is none, the values are what is needed next.
    let counts = try await walk.narrowed(to: times + [survey.range])
      .counted(into: BothCounts(ValueSketch(scoring), survey))
    values = counts.first
    return counts.second.onset
  }

  /// Counts all that a slice may be named by, names slices, and counts again without each.
  mutating func explainer() async throws(RunError) -> Explainer {
    let walk = walk.narrowed(to: times)
    if values == nil { values = try await walk.counted(into: ValueSketch(try await counted())) }
    guard let values else { preconditionFailure("values were not counted") }
    let slices = try await walk.counted(into: SliceSketch(values))
    var explainer = Explainer(
      limit: parameters.limit, try await walk.counted(into: SliceTable(slices)))
    while let empty = explainer.nameNext() {
      explainer.remove(try await walk.counted(into: empty))
    }
    return explainer
  }
}

extension MessageWalk {
  /// A walk over some times; of a ledger, only those hours are read.
  fileprivate func narrowed(to ranges: [Range<Timestamp>]) -> MessageWalk {
    var walk = self
    walk.messages = messages.narrowed(toAnyOf: ranges)
    return walk
  }
}
