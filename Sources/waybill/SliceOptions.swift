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
    return ReportParameters(
      reports: ReportName.allCases.filter { reports.isEmpty || reports.contains($0) },
      since: try time("--since", since), until: try time("--until", until), bucket: bucket,
      zone: zone, asOf: try time("--as-of", asOf), receipts: receipts)
  }
}
