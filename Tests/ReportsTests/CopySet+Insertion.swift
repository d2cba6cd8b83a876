import Primitives

@testable import Lifecycles
@testable import Reports

extension CopySet {
  /// Inserts an inbound message of which only one thing is known.
  mutating func insert(signature: UInt64, at time: Timestamp?) {
    var message = Message()
    message.facts.textHash = signature
    message.creationTime = time
    insert(message, TextPool())
  }

  /// The messages that the copies were made of, counted as in a row.
  var gatheredCount: Int64 {
    var set = CopySet(timeless: timeless)
    forEachDistinct { set.follow($0) }
    return set.logicalCount
  }

  /// A set of like messages, created so many seconds after each other.
  init(seconds: [Double?]) {
    self.init()
    for second in seconds {
      let time = second.map { Timestamp(millisecondsSinceEpoch: Int64($0 * 1000)) }
      insert(signature: 1, at: time)
    }
  }
}
