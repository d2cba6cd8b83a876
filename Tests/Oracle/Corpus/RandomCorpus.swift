/// Archives that hold every variant of a callback, every neighbour and every damage that plain text
/// can have; the same seed gives the same bytes.
///
/// What the rules leave to the product is left out: the events of one message never state two
/// inbound texts or two sets of recipients, of which a hash would choose.
public struct RandomCorpus {
  /// A machine's clock that makes no time of the corpus wild but those that are planted:
  /// 2027-01-01T00:00:00Z.
  public static let now: Int64 = 1_798_761_600_000

  /// Names, no two alike, and plain bytes.
  public let archives: [(name: String, text: [UInt8])]

  /// Invents an archive or several.
  ///
  /// - Parameters:
  ///   - seed: the same for the same bytes.
  ///   - messageCount: how many messages to invent; each has some three events.
  ///   - plantsWildTimes: whether some times are more than a day behind ``now``.
  ///   - isDamaged: whether there is anything that RFC 8259 does not allow.
  ///   - wraps: whether some bodies stand in what receivers put around them, and how they write it;
  ///     otherwise strings hold no events, and arrivals stand beside bare events only.
  public init(
    seed: UInt64, messageCount: Int, plantsWildTimes: Bool = false, isDamaged: Bool = true,
    wraps: Bool = false
  ) {
    let dice = Dice(seed: seed)
    let times = CorpusTimes(dice: dice)
    let junk = CorpusJunk(dice: dice, times: times)
    let wildTime = plantsWildTimes ? Self.now + dice.pick([day + 1, 30 * day]) : nil
    let events = CorpusEvents(dice: dice, times: times, junk: junk, wildTime: wildTime)
    let messages = CorpusMessages(dice: dice)

    var invented: [CorpusMessage] = []
    while invented.count < messageCount { invented += messages.next() }
    let reported = invented.prefix(messageCount).flatMap { message in
      let count = dice.pick([1, 1, 2, 2, 3, 4, 5, message.recipients.count])
      return (0..<count).flatMap { _ in
        // At least once means sometimes twice, and word for word.
        Array(repeating: events.event(of: message), count: dice.pick([1, 1, 1, 1, 1, 2, 2, 4]))
      }
    }
    let wrappers = wraps ? CorpusWrappers(dice: dice, times: times, junk: junk) : nil
    let archiveCount = 1 + dice.roll(5)
    var parts: [[CorpusEvent]] = Array(repeating: [], count: archiveCount)
    // In the order of the messages, or in none.
    for event in dice.hits(oneIn: 2) ? reported : dice.shuffled(reported) {
      parts[dice.roll(archiveCount)].append(event)
    }
    archives = parts.enumerated().map { index, part in
      let archive = CorpusArchive(
        dice: dice, junk: junk, isDamaged: isDamaged, wrappers: wrappers)
      let folder = dice.pick(["", "", "a/", "b c/"])
      return ("\(folder)callbacks-\(index).ndjson", dice.hits(oneIn: 25) ? [] : archive.text(part))
    }
  }
}
