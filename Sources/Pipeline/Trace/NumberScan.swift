internal import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import Synchronization

/// Reads archives for the messages in whose events a number is sender or recipient, on one core.
///
/// Which messages they are is known only at the end, and an archive that holds some is read to find
/// that out. So all events in it are taken down, as long as there is room, rather than read again.
struct NumberScan: Sendable {
  /// Those of the messages, as far as they are gathered.
  private(set) var ids = TextSet()
  private(set) var passage = Passage()
  /// All events of the archives that were read, as long as there is room.
  private(set) var recorder: LifecycleRecorder
  private let number: [UInt8]
  private let scanner: SelectiveScanner
  private let limits: ScanLimits

  init(
    _ number: [UInt8], _ scanner: SelectiveScanner, _ recorder: LifecycleRecorder,
    _ limits: ScanLimits
  ) {
    self.number = number
    self.scanner = scanner
    self.recorder = recorder
    self.limits = limits
  }

  mutating func read(_ source: ArchiveSource, ahead: Bool) throws(RunError) {
    guard !limits.areBothExceeded else { return }
    var passage = Passage()
    swap(&passage, &self.passage)
    defer { swap(&passage, &self.passage) }
    try scanner.scan(source, ahead: ahead, &passage) {
      event, batch, bytes, arrival, _ throws(RunError) in
      if hasRoom() { recorder.record(event, batch, bytes, arrival: arrival) }
      guard !limits.areIDsTooMany else { return }
      let isRecipient = isSought(event.recipient, batch, bytes)
      guard isRecipient || isSought(event.facts.sender, batch, bytes) else { return }
      batch.with(event.messageID, bytes) { ids.insert($0) }
      if limits.areTooMany(ids) { limits.exceedIDs() }
    }
  }

  /// Whether there is room for another event; once there is not, all that were taken down go.
  private mutating func hasRoom() -> Bool {
    if limits.hasRoom, !recorder.isFull() { return true }
    if limits.hasRoom || !recorder.isEmpty {
      limits.exceedRoom()
      recorder = LifecycleRecorder()
    }
    return false
  }

  private func isSought(
    _ text: EventText, _ batch: borrowing EventBatch, _ bytes: Span<UInt8>
  ) -> Bool {
    batch.with(text, bytes) { $0.equals(number.span) }
  }
}

/// How much is gathered; known to all who gather.
final class ScanLimits: Sendable {
  private let idCount: Int
  /// How long ids are at most, taken together; that of a real one has some 30 bytes.
  private static let idLength = 256
  private let tooManyIDs = Atomic(false)
  private let outOfRoom = Atomic(false)

  init(idCount: Int) {
    self.idCount = idCount
  }

  /// Whether these are more than are looked for, or longer.
  func areTooMany(_ ids: TextSet) -> Bool {
    ids.texts.count > idCount || ids.byteCount > idCount * Self.idLength
  }

  var areIDsTooMany: Bool { tooManyIDs.load(ordering: .relaxed) }

  /// Whether no worker had too many events so far.
  var hasRoom: Bool { !outOfRoom.load(ordering: .relaxed) }

  /// Whether nothing that is gathered is of any use.
  var areBothExceeded: Bool { areIDsTooMany && !hasRoom }

  func exceedIDs() { tooManyIDs.store(true, ordering: .relaxed) }

  func exceedRoom() { outOfRoom.store(true, ordering: .relaxed) }
}
