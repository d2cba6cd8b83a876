/// What does not count of a value that is whole.
struct Losses {
  /// Why something in it was left out, if it was.
  var reason: JSONDamage.Reason?
  /// Whether gzip in a text of it is damaged.
  var holdsDamagedGzip = false

  mutating func add(_ others: Losses) {
    reason = others.reason ?? reason
    holdsDamagedGzip = holdsDamagedGzip || others.holdsDamagedGzip
  }
}
