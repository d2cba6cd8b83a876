internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports
internal import Runs
internal import Synchronization

/// Reads archives for the ids of messages in whose events a number is sender or recipient, on one core.
struct NumberScan: Sendable {
  private(set) var ids = TextSet()
  private(set) var passage = Passage()
  private let number: [UInt8]
  private let scanner: SelectiveScanner
  private let limit: IDLimit

  init(_ number: [UInt8], _ scanner: SelectiveScanner, _ limit: IDLimit) {
    self.number = number
    self.scanner = scanner
    self.limit = limit
  }

  mutating func read(_ source: ArchiveSource, ahead: Bool) throws(RunError) {
    guard !limit.isExceeded else { return }
    var passage = Passage()
    swap(&passage, &self.passage)
    defer { swap(&passage, &self.passage) }
    try scanner.scan(source, ahead: ahead, &passage) {
      event, batch, bytes, _, _ throws(RunError) in
      guard !limit.isExceeded else { return }
      let isRecipient = isSought(event.recipient, batch, bytes)
      guard isRecipient || isSought(event.facts.sender, batch, bytes) else { return }
      batch.with(event.messageID, bytes) { ids.insert($0) }
      if ids.texts.count > limit.count { limit.exceed() }
    }
  }

  private func isSought(
    _ text: EventText, _ batch: borrowing EventBatch, _ bytes: Span<UInt8>
  ) -> Bool {
    batch.with(text, bytes) { $0.equals(number.span) }
  }
}

/// How many ids are gathered; known to all who gather them.
final class IDLimit: Sendable {
  let count: Int
  private let exceeded = Atomic(false)

  init(_ count: Int) {
    self.count = count
  }

  var isExceeded: Bool { exceeded.load(ordering: .relaxed) }

  func exceed() { exceeded.store(true, ordering: .relaxed) }
}
