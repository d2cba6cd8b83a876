internal import Primitives

/// Names the slices that explain a change, the best first, and takes each out before the next.
///
/// ```swift
/// var explainer = Explainer(limit: 10, table)
/// while let empty = explainer.nameNext() { explainer.remove(counted(empty)) }
/// explainer.explanation
/// ```
///
/// - SeeAlso: Zhang, Assunção & Kulldorff, "Spatial Scan Statistics Adjusted for Multiple Clusters",
///   2010, for taking out what was found.
public struct Explainer: Sendable {
  private let limit: Int
  private var table: SliceTable
  /// The slices that hold enough hits to be named, before anything is taken out, in the order of naming.
  private let candidates: [SliceKey]
  private let whole: SliceCounts
  /// Whether there is anything to compare the whole with; there may be nothing for what is left later.
  private let hasBaseline: Bool
  private let wholeChanged: Bool
  /// How many slices are told of that are no more than ups and downs.
  private static let heldBackLimit = 3
  /// How much of the change of the whole each of them has, at least.
  private static let leastShareHeldBack = 0.5
  /// How many other hours are told of.
  private static let hourLimit = 3
  private var otherHours: [Range<Timestamp>] = []
  private var told: [Told] = []
  /// The greatest changes that may be hidden by an uneven baseline, where no slice is named.
  private var heldBack: [NamedSlice] = []

  /// What was named.
  private struct Told {
    let key: SliceKey
    var slice: NamedSlice
    /// What there was of everything then.
    let left: SliceCounts
  }

  /// - Parameters:
  ///   - limit: How many slices are named at most.
  ///   - table: Of all messages.
  public init(limit: Int, _ table: SliceTable) {
    self.limit = limit
    self.table = table
    whole = table.wholeCounts
    candidates = table.candidates
    let judge = SliceJudge(table, candidates)
    hasBaseline = judge.hasBaseline
    wholeChanged = judge.wholeChanged
  }

  /// Names the slice that explains best what is left of the change.
  ///
  /// - Returns: An empty table in which its messages have to be counted, to be taken out; `nil` when
  ///   nothing is left to be named.
  public mutating func nameNext() -> SliceTable? {
    guard told.count < limit else { return nil }
    let judge = SliceJudge(table, candidates)
    guard let best = judge.best else {
      if told.isEmpty { heldBack = changesHeldBack(by: judge) }
      return nil
    }
    let empty = table.emptied(for: best.slice, notIn: keys)
    told.append(Told(key: best.slice, slice: named(best, by: judge), left: table.wholeCounts))
    return empty
  }

  private var keys: [SliceKey] { told.map(\.key) }

  /// A slice with its names, and of what it consists.
  private func named(_ verdict: SliceVerdict, by judge: SliceJudge) -> NamedSlice {
    NamedSlice(
      verdict, table.members(verdict.slice), also: others(like: verdict).map(table.members),
      mostly: judge.mainParts(of: verdict).map { MainPart($0, table.member($0.value)) },
      isInbound: isInbound(verdict))
  }

  /// Whether a slice, or a part that holds all of it, is that of inbound messages.
  private func isInbound(_ verdict: SliceVerdict) -> Bool {
    candidates.contains { slice in
      (slice == verdict.slice
        || slice.larger.contains(verdict.slice) && table.counts(slice) == verdict.counts)
        && table.members(slice).contains {
          $0.dimension == .direction && $0.text == "direction=inbound"
        }
    }
  }

  /// Takes out what was counted.
  public mutating func remove(_ counted: SliceTable) {
    table.remove(counted)
  }

  /// An empty count of what the named slices came to after the window.
  ///
  /// - Parameter coverage: Of the archives.
  /// - Returns: `nil` if none is named, or the window reaches to the end.
  public func aftermath(_ coverage: Coverage) -> SliceAftermath? {
    guard !told.isEmpty, let end = coverage.end?.advanced(byMilliseconds: 1),
      end > table.scoring.comparison.window.upperBound
    else { return nil }
    return SliceAftermath(table, keys, until: end)
  }

  /// Notes until when the named slices stay changed.
  public mutating func note(_ aftermath: SliceAftermath) {
    for index in told.indices {
      let (slice, left) = (told[index].slice, told[index].left)
      let isCount = table.scoring.metric.isCount
      told[index].slice.end = aftermath.end(
        index,
        window: isCount ? Rate((slice.window.hits, left.window.hits)) : slice.window,
        baseline: isCount ? Rate((slice.baseline.hits, left.baseline.hits)) : slice.baseline)
    }
  }

  /// An empty survey of all that the named slices do not tell of.
  ///
  /// - Parameter survey: The one that the hour was chosen by.
  /// - Returns: `nil` if nothing is named.
  public func rest(of survey: HourSurvey) -> HourSurvey? {
    told.isEmpty ? nil : survey.emptied(without: keys, table.found.index)
  }

  /// Notes which hours the named slices leave odd.
  public mutating func note(_ rest: HourSurvey) {
    otherHours = rest.changes().others(
      than: table.scoring.comparison.window, limit: Self.hourLimit)
  }

  /// The slices that hold the very same lifecycles, and are told apart by as many values.
  private func others(like best: SliceVerdict) -> [SliceKey] {
    candidates.filter { slice in
      let counts =
        best.counts.isWithoutSpent ? table.countsWithoutSpent(slice) : table.counts(slice)
      return slice != best.slice && slice.valueCount == best.slice.valueCount
        && slice.code == best.slice.code && counts == best.counts
        && table.slots(slice, best.counts) == table.slots(best.slice, best.counts)
    }
  }

  /// The greatest changes that may be hidden by an uneven baseline, each of other values; where the whole
  /// has changed those that may carry most of it.
  private func changesHeldBack(by judge: SliceJudge) -> [NamedSlice] {
    let excess = Double(whole.window.hits) - table.scoring.expected(whole)
    var taken: Set<Int> = []
    var counts: [SliceCounts] = []
    var slices: [NamedSlice] = []
    for verdict in judge.changes
    where slices.count < Self.heldBackLimit && taken.isDisjoint(with: verdict.slice.values)
      && !counts.contains(verdict.counts) && judge.isHeldBack(verdict)
      && (!wholeChanged || verdict.excess / excess >= Self.leastShareHeldBack)
    {
      let slice = named(verdict, by: judge)
      counts.append(verdict.counts)
      taken.formUnion(verdict.slice.values + slice.mostly.map(\.value))
      slices.append(slice)
    }
    return slices
  }

  /// What was found.
  public var explanation: Explanation {
    var explanation = Explanation(
      table.found, whole: whole, hasBaseline: hasBaseline, wholeChanged: wholeChanged,
      told.map(\.slice))
    explanation.otherHours = otherHours
    explanation.heldBack = heldBack
    return explanation
  }
}
