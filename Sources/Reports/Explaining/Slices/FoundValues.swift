/// What is counted in a comparison, and what the first walk over its messages found, for those that follow.
struct FoundValues: Sendable {
  let scoring: Scoring
  /// The fewest hits of a slice that is named, in the window and in the baseline.
  let least: (window: Int64, baseline: Int64)
  /// Lifecycles of the window whose outcome is not known yet.
  let undecided: Int64
  /// Lifecycles that are taken as they were before their receipts expired.
  let unexpired: Int64
  /// The values that reach ``least``, and perhaps some others.
  let index: ValueIndex
}
