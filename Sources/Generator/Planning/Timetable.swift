internal import Primitives

/// The hours of a set of archives, and how many messages begin in each.
struct Timetable: Equatable, Sendable {
  /// The first instant, on a whole hour.
  let start: Microseconds
  private(set) var messageCounts: [Int]

  /// How busy the hours of a day are, from 00 UTC on: it is American working days that show.
  private static let hourWeights = [
    62, 50, 38, 26, 15, 9, 6, 5, 6, 9, 15, 28, 48, 70, 88, 98, 100, 97, 95, 92, 90, 88, 82, 72,
  ]
  private static let weekendShare = 60

  init(start: Timestamp, hours: Int, messageCount: Int) {
    let hour = start.millisecondsSinceEpoch.flooredQuotient(by: Milliseconds.hour)
    self.start = hour * .hour
    let weights = (0..<hours).map { Self.weight(ofHour: hour + Int64($0)) }
    let total = weights.reduce(0, +)
    // Each hour takes what its share adds to the running sum, so that nothing is lost by rounding.
    var running = 0
    var taken = 0
    messageCounts = weights.map { weight in
      running += weight
      let (high, low) = UInt64(messageCount).multipliedFullWidth(by: UInt64(running))
      let upTo = Int(UInt64(total).dividingFullWidth((high, low)).quotient)
      defer { taken = upTo }
      return upTo - taken
    }
  }

  var hours: Int { messageCounts.count }

  var messageCount: Int { messageCounts.reduce(0, +) }

  /// The hour that holds an instant; nil when it is after the last.
  ///
  /// - Precondition: `instant` is not before ``start``.
  func hour(of instant: Microseconds) -> Int? {
    let hour = Int((instant - start) / .hour)
    return hour < hours ? hour : nil
  }

  func start(of hour: Int) -> Microseconds { start + Microseconds(hour) * .hour }

  /// The hour and the index of a message among all.
  func place(of message: Int) -> (hour: Int, index: Int) {
    var rest = message
    for (hour, count) in messageCounts.enumerated() {
      guard rest >= count else { return (hour, rest) }
      rest -= count
    }
    preconditionFailure("there is no message \(message)")
  }

  /// Messages begin in the order of their indices, spread evenly with some jitter.
  func beginning(of index: Int, in hour: Int, jitter: Microseconds) -> Microseconds {
    start(of: hour) + (Microseconds(index) * .hour + jitter) / Microseconds(messageCounts[hour])
  }

  /// `callbacks-2026-11-20T13.ndjson.gz`.
  func fileName(of hour: Int) -> String {
    var name = Array("callbacks-".utf8)
    var wall: [UInt8] = []
    WallTime(secondsSinceEpoch: start(of: hour) / .second).append(to: &wall)
    name.append(contentsOf: wall.prefix(13))
    return String(decoding: name, as: UTF8.self) + ".ndjson.gz"
  }

  private static func weight(ofHour hour: Int64) -> Int {
    let day = hour.flooredQuotient(by: 24)
    // 1970-01-01 was a Thursday: 0 is Sunday.
    let weekday = (day + 4).flooredRemainder(by: 7)
    let share = weekday == 0 || weekday == 6 ? weekendShare : 100
    return hourWeights[Int(hour - day * 24)] * share
  }
}
