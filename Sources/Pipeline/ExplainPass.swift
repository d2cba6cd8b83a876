public import Archives
public import Callbacks
internal import Lifecycles
public import Primitives
public import Reports
public import Runs

/// Finds out what changed: archives to messages, which are then counted again and again.
///
/// Neither the number of jobs, nor the memory, nor the order in which archives are read changes what
/// is found.
public struct ExplainPass: Sendable {
  private let parameters: ExplainParameters
  private let now: Timestamp
  private let budget: MemoryBudget
  private let rules: ReadingRules
  private let temporaryFolder: RunFolder

  /// - Parameters:
  ///   - parameters: What is compared with what.
  ///   - now: What the machine's clock says.
  ///   - budget: What events and texts may take.
  ///   - rules: How values are read.
  ///   - temporaryFolder: Where runs go when the budget is spent.
  public init(
    _ parameters: ExplainParameters, now: Timestamp, _ budget: MemoryBudget,
    _ rules: ReadingRules = ReadingRules(), temporaryFolder: RunFolder
  ) {
    self.parameters = parameters
    self.now = now
    self.budget = budget
    self.rules = rules
    self.temporaryFolder = temporaryFolder
  }

  /// What a pass came to.
  public struct Result: Sendable {
    /// What changed, or why nothing can be compared.
    public let explanation: Swift.Result<Explanation, ComparisonError>
    public let read: ReportedMessages
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
    let read = try await IngestPass(now: now, budget, rules, temporaryFolder: temporaryFolder)
      .messages(of: sources, besides: folder, progress)
    do throws(RunError) {
      return try await compare(read, progress)
    } catch {
      throw read.passError(error)
    }
  }

  private func compare(
    _ read: ReportedMessages, _ progress: PassProgress?
  ) async throws(RunError) -> Result {
    var walk = MessageWalk(
      messages: read.place, rules: parameters.rules(read.coverage), budget: budget,
      progress: progress)
    var survey: HourSurvey?
    if parameters.needsSurvey {
      survey = try await walk.counted(into: HourSurvey(parameters, read.coverage))
    }
    let comparison: Comparison
    do throws(ComparisonError) {
      comparison = try parameters.comparison(survey, parameters.coverage(read.coverage))
    } catch {
      return Result(explanation: .failure(error), read: read)
    }
    // Of a ledger, only the hours that are compared.
    walk.messages = walk.messages.narrowed(toAnyOf: [comparison.window] + comparison.baseline)
    return Result(explanation: .success(try await explanation(comparison, walk)), read: read)
  }

  private func explanation(
    _ comparison: Comparison, _ walk: MessageWalk
  ) async throws(RunError) -> Explanation {
    var latencies: BaselineLatencies?
    if parameters.metric == .latencyP95 {
      latencies = try await walk.counted(into: BaselineLatencies(parameters, comparison))
    }
    let scoring = Scoring(parameters, comparison, latencies)
    let values = try await walk.counted(into: ValueSketch(scoring))
    let slices = try await walk.counted(into: SliceSketch(values))
    var explainer = Explainer(
      limit: parameters.limit, try await walk.counted(into: SliceTable(slices)))
    while let empty = explainer.nameNext() {
      explainer.remove(try await walk.counted(into: empty))
    }
    return explainer.explanation
  }
}
