extension Explanation {
  /// What may be meant by conditions for which no recipient holds; `nil` where some do, or there are none.
  public func hint(_ parameters: ExplainParameters) -> String? {
    let conditions = parameters.filter.conditions
    guard !conditions.isEmpty, undecided == 0, window.hits + window.trials == 0,
      baseline.hits + baseline.trials == 0
    else { return nil }
    let names = Set(conditions.map(\.dimension)).map(\.rawValue).sorted().joined(separator: ",")
    let shown = conditions.map { $0.shown(parameters.redaction) }.joined(separator: ", ")
    return """
      no recipient: is \(shown) what you meant? waybill report --by \(names) shows which values there are
      """
  }
}
