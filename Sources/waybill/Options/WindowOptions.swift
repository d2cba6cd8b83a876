internal import ArgumentParser
internal import Lifecycles
internal import Primitives
internal import Reports

/// When messages were created.
struct WindowOptions: ParsableArguments {
  // Times may begin with a minus.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only messages created from then on: \(timeHelp).", valueName: "time"))
  var since: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only messages created before then.", valueName: "time"))
  var until: String?
}

/// Which recipients are looked at.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      """
      Only recipients for whom this holds; given several times, all must hold. dim=value,... is \
      any of the values, dim!=value,... none of them, dim~glob,... any of the globs (* ? [a-z] \
      [!a-z]). Values are compared as they are shown; a missing one is empty, and one with a comma \
      goes in double quotes. Dimensions: \
      \(Dimension.allCases.map(\.rawValue).joined(separator: ", ")).
      """, valueName: "condition"),
    completion: .list(Dimension.allCases.map { "\($0.rawValue)=" }))
  var conditions: [String] = []

  var filter: LifecycleFilter {
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

/// Where times are, and what outcomes depend on.
struct OutcomeOptions: ParsableArguments {
  @OptionGroup var place: ZoneOptions

  // Times may begin with a minus.
  @Option(
    name: .customLong("as-of"), parsing: .unconditional,
    help: ArgumentHelp(
      "Up to when the archives tell what happened; by default their latest time.",
      valueName: "time"))
  var asOf: String?

  @OptionGroup var mms: ReceiptOptions

  /// What is asked of messages that were created in a window.
  func parameters(
    since: String?, until: String?, now: Timestamp
  ) throws -> ReportParameters {
    let zone = try place.zone
    let since = try TimeExpression.instant("--since", since, now: now, zone)
    let until = try TimeExpression.instant("--until", until, now: now, zone)
    if let since, let until, since > until {
      throw ValidationError("\(ComparisonError.emptyWindow)")
    }
    return ReportParameters(
      reports: [], since: since, until: until, zone: zone,
      asOf: try TimeExpression.instant("--as-of", asOf, now: now, zone), receipts: mms.receipts)
  }
}

/// Where days and times are.
struct ZoneOptions: ParsableArguments {
  // Zones may begin with a minus.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where periods are, and times that are given without an offset.", valueName: "zone"),
    completion: .custom { _, _, _ in Zone.names() })
  var timezone = "UTC"

  var zone: Zone {
    get throws {
      do throws(ZoneError) {
        return try Zone(named: timezone)
      } catch {
        throw ValidationError("--timezone: \(error)")
      }
    }
  }
}

/// What is known of receipts.
struct ReceiptOptions: ParsableArguments {
  @Option(
    name: .customLong("mms-receipts"),
    help: "Whether receipts for MMS are switched on; auto looks at each recipient's events.")
  var receipts = MMSReceipts.auto
}
