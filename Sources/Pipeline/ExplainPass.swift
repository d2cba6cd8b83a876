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
      return try await compare(read, progress)
    } catch {
      throw read.passError(error)
    }
  }

  private func compare(
    _ read: ReportedMessages, _ progress: PassProgress?
  ) async throws(RunError) -> Result {
    var walk = MessageWalk(
      messages: read.place, rules: parameters.rules(read.coverage), budget: context.budget,
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
