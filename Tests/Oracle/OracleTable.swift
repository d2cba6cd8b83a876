/// One part of the key that a row has.
enum OracleKeyPart: Hashable {
  case missing
  case number(Int64)
  case text(Bytes)
  case period(start: Int64, end: Int64, printed: String)
  /// Whatever is not told apart.
  case other

  static func text(_ text: Bytes?) -> OracleKeyPart {
    text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .missing
  }

  static func number(_ number: Int64?) -> OracleKeyPart {
    number.map { .number($0) } ?? .missing
  }

  var cell: OracleCell {
    switch self {
    case .missing: .missing
    case .number(let number): .integer(number)
    case .text(let text): .text(text)
    case .period(_, _, let printed): .text(printed)
    case .other: .text("other")
    }
  }

  /// Numbers by value, periods by time, texts by bytes.
  static func precedes(_ left: OracleKeyPart, _ right: OracleKeyPart) -> Bool {
    switch (left, right) {
    case (.missing, .missing): false
    case (.missing, _): true
    case (.number(let left), .number(let right)): left < right
    case (.text(let left), .text(let right)): Oracle.precedes(left, right)
    case (.period(let left, _, _), .period(let right, _, _)): left < right
    default: false
    }
  }
}

/// What a row is about.
struct OracleKey: Hashable {
  /// Nothing without buckets, else one part.
  var period: [OracleKeyPart]
  /// Whether the row stands for all that are not kept apart.
  var isOther = false
  var rest: [OracleKeyPart]

  var parts: [OracleKeyPart] { period + rest }

  static func precedes(_ left: OracleKey, _ right: OracleKey) -> Bool {
    if left.period != right.period {
      return left.period.lexicographicallyPrecedes(right.period, by: OracleKeyPart.precedes)
    }
    if left.isOther != right.isOther { return right.isOther }
    return left.rest.lexicographicallyPrecedes(right.rest, by: OracleKeyPart.precedes)
  }
}

/// What is counted in rows: the window and the period are those of its message.
protocol OracleItem {
  var message: OracleMessage { get }
  /// What a key column of this name shows.
  func keyPart(_ name: String) -> OracleKeyPart
}

struct OracleRow<Item: OracleItem> {
  var key: OracleKey
  var items: [Item]
  /// The items of all rows of the same period.
  var itemsOfPeriod: [Item]
}

/// What the reports are made from: everything that was read, and how to look at it.
struct OraclePopulation {
  var archives: [OracleArchive]
  var lifecycles: [OracleLifecycle]
  var options: OracleOptions
  var coverageEnd: Int64?
}

extension OraclePopulation {
  /// Whether an item lies in the window, and no condition leaves it out.
  private func isCounted(_ item: some OracleItem) -> Bool {
    isInWindow(item.message)
      && options.conditions.allSatisfy { OracleCondition($0).holds(for: item) }
  }

  /// Whether the creation of a message is between `since` and `until`.
  func isInWindow(_ message: OracleMessage) -> Bool {
    if options.since == nil && options.until == nil { return true }
    guard let creation = message.creation else { return false }
    return creation >= options.since ?? .min && creation < options.until ?? .max
  }

  func outcome(_ lifecycle: OracleLifecycle) -> OracleOutcome {
    lifecycle.outcome(coverageEnd: coverageEnd, mmsReceipts: options.mmsReceipts)
  }

  /// Makes a table with a row for every key that the items in the window have.
  ///
  /// The columns begin with `period_start`, where the report has buckets.
  ///
  /// - Parameters:
  ///   - defaultBucket: The report's own.
  ///   - dimensions: The report's own.
  ///   - ownKeys: What the report has as well, unless it is among the dimensions.
  ///   - kept: The key that also the row of all others has.
  ///   - columns: Behind the keys.
  ///   - items: What is counted.
  ///   - rank: The main count of some items.
  ///   - cells: What stands in the columns.
  /// - Returns: The rows in the order of their keys.
  func table<Item: OracleItem>(
    bucket defaultBucket: String, by dimensions: [String] = [], ownKeys: [String] = [],
    kept: String? = nil, columns: [String], of items: [Item], rank: ([Item]) -> Int,
    cells: (OracleRow<Item>) -> [OracleCell]
  ) -> OracleReport {
    let bucket = options.bucket ?? defaultBucket
    let given = options.by ?? dimensions
    let always = options.isUndivided ? ownKeys.filter { $0 == kept } : ownKeys
    let keys = given + always.filter { !given.contains($0) }
    let periods = OraclePeriods(bucket: bucket, timezone: options.timezone)
    let counted = items.filter(isCounted)
    let greatest = greatestKeys(counted, keys, rank)
    let groups = Dictionary(grouping: counted) { item in
      let period = bucket == "none" ? [] : [periodPart(item.message, periods)]
      let parts = keys.map(item.keyPart)
      if greatest.contains(parts) { return OracleKey(period: period, rest: parts) }
      return OracleKey(
        period: period, isOther: true,
        rest: keys.map { $0 == kept ? item.keyPart($0) : .other })
    }
    let periodItems = Dictionary(grouping: groups, by: \.key.period).mapValues {
      $0.flatMap(\.value)
    }
    return OracleReport(
      columns: (bucket == "none" ? [] : ["period_start"]) + keys + columns,
      rows: groups.keys
        .sorted(by: OracleKey.precedes)
        .map { key in
          let row = OracleRow(
            key: key, items: groups[key] ?? [], itemsOfPeriod: periodItems[key.period] ?? [])
          return key.parts.map(\.cell) + cells(row)
        })
  }

  /// The combinations that are kept apart: those with the greatest count over all periods, of
  /// equal ones the first.
  private func greatestKeys<Item: OracleItem>(
    _ items: [Item], _ keys: [String], _ rank: ([Item]) -> Int
  ) -> Set<[OracleKeyPart]> {
    let counts = Dictionary(grouping: items) { keys.map($0.keyPart) }.mapValues(rank)
    let sorted = counts.sorted { left, right in
      left.value == right.value
        ? left.key.lexicographicallyPrecedes(right.key, by: OracleKeyPart.precedes)
        : left.value > right.value
    }
    return Set(sorted.prefix(options.top ?? .max).map(\.key))
  }

  private func periodPart(_ message: OracleMessage, _ periods: OraclePeriods) -> OracleKeyPart {
    guard let period = message.creation.flatMap(periods.period(of:)) else { return .missing }
    return .period(start: period.start, end: period.end, printed: period.printedStart)
  }

  /// Whether a row may still change: `true` where the end of its period is unknown.
  func isProvisional(_ key: OracleKey) -> Bool {
    let end: Int64? =
      switch key.period.first {
      case .period(_, let end, _): min(end, options.until ?? .max)
      case .none: options.until
      default: nil
      }
    guard let end, let coverageEnd else { return true }
    return coverageEnd < end + receiptWait(createdAt: end - 1) + day
  }
}

func distinctMessages(_ lifecycles: [OracleLifecycle]) -> Int {
  Set(lifecycles.map(\.message.id)).count
}

/// The value at the nearest rank; `nil` of no values.
func percentile(_ percent: Int, of values: [Int64]) -> OracleCell {
  guard !values.isEmpty else { return .missing }
  // The smallest rank that is not below percent / 100 of the count.
  let rank = (percent * values.count + 99) / 100
  return .percentile(exact: values.sorted()[rank - 1])
}
