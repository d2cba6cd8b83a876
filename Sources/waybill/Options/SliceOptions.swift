internal import ArgumentParser
internal import Primitives
internal import Reports

/// Which messages are reported, and how they are divided.
struct SliceOptions: ParsableArguments {
  @OptionGroup var window: WindowOptions

  @OptionGroup var filter: FilterOptions

  @OptionGroup var division: DivisionOptions

  @OptionGroup var outcomes: OutcomeOptions

  /// What the options ask of the reports; all of them where none is named.
  func parameters(reports: [ReportName], now: Timestamp) throws -> ReportParameters {
    var parameters = try outcomes.parameters(
      since: window.since, until: window.until, now: now)
    parameters.filter = try filter.filter
    parameters.reports = ReportName.allCases.filter { reports.isEmpty || reports.contains($0) }
    try division.apply(to: &parameters)
    return parameters
  }
}

/// How messages are divided.
struct DivisionOptions: ParsableArguments {
  @Option(help: "How long a period is; each report has its own default.")
  var bucket: Bucket?

  @Option(
    help: ArgumentHelp(
      """
      What rows are divided by besides periods: dimensions with commas between them, or none. Each \
      report has its own default, and keeps its own keys behind them.
      """, valueName: "dim,...|none"),
    completion: .list(Dimension.allCases.map(\.rawValue) + [Dimension.noneName]))
  var by: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Keep that many combinations of keys apart, those with the most recipients, messages or \
      events over all periods, and add up the rest in a row "other" for each period.
      """, valueName: "number"))
  var top: Int?

  /// Writes down what the options ask for.
  func apply(to parameters: inout ReportParameters) throws {
    let allowedTop = ReportParameters.allowedTop
    guard top.map(allowedTop.contains) ?? true else {
      throw ValidationError("--top must be \(allowedTop.lowerBound) to \(allowedTop.upperBound)")
    }
    parameters.bucket = bucket
    parameters.dimensions = try dimensions
    parameters.top = top
  }

  private var dimensions: [Dimension]? {
    get throws {
      guard !by.isEmpty else { return nil }
      do throws(DimensionError) {
        return try Dimension.list(by.joined(separator: ","))
      } catch {
        let alternative = if case .unknown = error { ", or none alone" } else { "" }
        throw ValidationError("--by: \(error)\(alternative)")
      }
    }
  }
}
