internal import Lifecycles
internal import Primitives
internal import Runs

/// Walks messages whose records lie in runs, each joined from all that hold some of it.
struct RunWalk {
  private var decoder = MessageDecoder()
  private let textLimit: Int

  /// - Parameter textLimit: Bytes of texts after which those are forgotten that are not needed any more.
  ///   A text may be as large as a value, and a few of them more than any budget.
  init(textLimit: Int) {
    self.textLimit = textLimit
  }

  /// The texts of the message that was walked last.
  var pool: TextPool { decoder.pool }

  /// Calls `body` with all records of a message in the decoder, message by message.
  ///
  /// - Parameters:
  ///   - sources: Where their records lie.
  ///   - home: The home of all messages, where the sources are sections of a single one.
  ///   - body: Gets the decoder, and whether ids of texts mean nothing any more behind this message.
  /// - Throws: ``RunError`` of kind `cannotRead` or `damaged`, and what `body` throws.
  mutating func forEachMessage(
    in sources: [RunMerger.Source], of home: Home? = nil,
    _ body: (inout MessageDecoder, _ isLastOfPool: Bool) throws(RunError) -> Void
  ) throws(RunError) {
    decoder.admit(sourceCount: sources.count)
    var merger = try RunMerger(sources)
    while try merger.next({ source, beginsBlock, key, value throws(RunError.Damage) in
      do throws(RecordDamage) {
        try decoder.add(source, beginsBlock: beginsBlock, in: home, key: key, value: value)
      } catch {
        throw .unreadableRecord
      }
    }) {
      let isLastOfPool = decoder.isPoolFull(textLimit)
      try body(&decoder, isLastOfPool)
      if isLastOfPool { decoder.renewPool() }
    }
  }

  /// What the messages come to.
  mutating func counts(
    in sources: [RunMerger.Source], of home: Home
  ) throws(RunError) -> LifecycleCounts {
    var counts = LifecycleCounts()
    try forEachMessage(in: sources, of: home) { decoder, _ throws(RunError) in
      decoder.finishUndecided()
      counts.count(decoder.message)
    }
    return counts
  }
}

extension [Run] {
  /// A section of all of them.
  func sources(section: Int) -> [RunMerger.Source] {
    map { RunMerger.Source($0, section: section) }
  }
}
