internal import ArgumentParser
internal import Lifecycles
internal import Primitives
internal import Reports

/// Which messages are reported, and how they are divided.
struct SliceOptions: ParsableArguments {
  // Times and zones may begin with a minus.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only messages created from then on: \(timeHelp).", valueName: "time"))
  var since: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only messages created before then.", valueName: "time"))
  var until: String?

  @Option(help: "How long a period is; each report has a default of its own.")
  var bucket: Bucket?

  @Option(
    help: ArgumentHelp(
      """
      What rows are told apart by besides their period: names with commas between them, or none; \
      each report has a default of its own, and further keys behind. Names: \
      \(Dimension.allCases.map(\.rawValue).joined(separator: ", ")).
      """, valueName: "dim,...|none"))
  var by: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      """
      Only recipients of whom this holds; all of them where it is given several times. \
      dim=value,... is one of the values, dim!=value,... none of them, dim~glob,... matches one of \
      the globs of * ? [a-z] [!a-z]. Values are compared as they are shown; a missing one is \
      empty. One with a comma is written in double quotes.
      """, valueName: "condition"))
  var conditions: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Keep that many combinations of keys apart, those with most recipients, messages or events \
      in all periods together, and add up the rest in a row "other" for each period.
      """, valueName: "number"))
  var top: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where periods and times are.", valueName: "zone"))
  var timezone = "UTC"

  @Option(
    name: .customLong("as-of"), parsing: .unconditional,
    help: ArgumentHelp(
      "Up to when the archives tell what happened; by default their latest time.",
      valueName: "time"))
  var asOf: String?

  @Option(
    name: .customLong("mms-receipts"),
    help: "Whether receipts for MMS are switched on; auto looks at each recipient's events.")
  var receipts = MMSReceipts.auto

  /// What the options ask of the reports; all of them where none is named.
  func parameters(reports: [ReportName], now: Timestamp) throws -> ReportParameters {
    let zone: Zone
    do throws(ZoneError) {
      zone = try Zone(named: timezone)
    } catch {
      throw ValidationError("--timezone: \(error)")
    }
    func time(_ name: String, _ text: String?) throws -> Timestamp? {
      try text.map {
        try TimeExpression(option: name, $0).resolved(option: name, now: now, zone)
      }
    }
    let allowedTop = ReportParameters.allowedTop
    guard top.map(allowedTop.contains) ?? true else {
      throw ValidationError("--top must be \(allowedTop.lowerBound) to \(allowedTop.upperBound)")
    }
    return ReportParameters(
      reports: ReportName.allCases.filter { reports.isEmpty || reports.contains($0) },
      since: try time("--since", since), until: try time("--until", until),
      filter: try filter, bucket: bucket, dimensions: try dimensions, top: top,
      zone: zone, asOf: try time("--as-of", asOf), receipts: receipts)
  }

  private var dimensions: [Dimension]? {
    get throws {
      do throws(DimensionError) {
        return try by.map { text throws(DimensionError) in try Dimension.list(text) }
      } catch {
        let alternative = if case .unknown = error { ", or none alone" } else { "" }
        throw ValidationError("--by: \(error)\(alternative)")
      }
    }
  }

  private var filter: LifecycleFilter {
    get throws {
      do throws(ConditionError) {
        return LifecycleFilter(
          try conditions.map { text throws(ConditionError) in try Condition(text) })
      } catch {
        throw ValidationError("--where: \(error)")
      }
    }
  }
}
