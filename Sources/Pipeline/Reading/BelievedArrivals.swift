internal import Callbacks
internal import Primitives

/// When the callbacks of an archive came, as far as hours without any are told by it.
///
/// One without a stamp came at the latest time that any had so far, as for reports: it may be delivered
/// again after hours. But not after more than a day. An event that lies farther from those before it is of
/// another archive that was appended, or of a wild clock, and begins anew: else all that comes behind one
/// of the future would seem to have come in a single hour.
struct BelievedArrivals {
  private let latestPlausible: Timestamp
  private var latest: Timestamp?

  private static let redeliveryTime = Milliseconds.day

  /// - Parameter latestPlausible: Times after this are not believed.
  init(_ latestPlausible: Timestamp) {
    self.latestPlausible = latestPlausible
  }

  /// Takes note of the next event.
  ///
  /// - Returns: When it came; `nil` where nothing tells.
  mutating func note(_ event: borrowing Event) -> Timestamp? {
    if let time = event.time, time <= latestPlausible {
      latest = latest.map { Self.isNear($0, time) ? max($0, time) : time } ?? time
    }
    guard let stamp = event.stampedArrival else { return latest }
    return stamp <= latestPlausible ? stamp : nil
  }

  private static func isNear(_ a: Timestamp, _ b: Timestamp) -> Bool {
    abs(a.millisecondsSinceEpoch - b.millisecondsSinceEpoch) <= redeliveryTime
  }
}
