internal import Archives
internal import Callbacks
internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs

/// Reads archives and takes down the events of some messages, on one core.
struct TraceIngest: Sendable {
  private(set) var passage = Passage()
  private(set) var recorder: LifecycleRecorder
  /// The events as they are shown, if they are.
  private(set) var events: Shortlist<TracedEvent>?
  private let scanner: SelectiveScanner
  /// Those of the messages; `nil` for all.
  private let ids: TextSet?
  private let spilled: LifecycleRuns
  private let redaction: Redaction?

  /// - Parameters:
  ///   - scanner: Reads archives that may hold the ids.
  ///   - ids: Those of the messages; `nil` for all.
  ///   - showsEvents: Whether the events themselves are wanted.
  ///   - redaction: What replaces numbers where they are shown.
  ///   - recorder: Takes them down.
  ///   - runs: Where they go when there are too many.
  init(
    _ scanner: SelectiveScanner, ids: TextSet?, showsEvents: Bool, _ redaction: Redaction?,
    _ recorder: LifecycleRecorder, spillingTo runs: LifecycleRuns
  ) {
    self.redaction = redaction
    self.scanner = scanner
    self.ids = ids
    events = showsEvents ? MessageTrace.list(of: TracedEvent.self) : nil
    self.recorder = recorder
    spilled = runs
  }

  mutating func read(_ source: ArchiveSource, ahead: Bool) throws(RunError) {
    guard !spilled.isBeyondBudget else { return }
    var ordinal = 0
    // Lent to the scanner, which has no access to the rest meanwhile.
    var passage = Passage()
    swap(&passage, &self.passage)
    defer { swap(&passage, &self.passage) }
    try scanner.scan(source, ahead: ahead, &passage) {
      event, batch, bytes, arrival, position throws(RunError) in
      let isSought = ids.map { ids in batch.with(event.messageID, bytes) { ids.contains($0) } }
      guard isSought ?? true, !spilled.isBeyondBudget else { return }
      if recorder.isFull() { try spilled.spill(&recorder) }
      recorder.record(event, batch, bytes, arrival: arrival)
      if events != nil {
        var traced = TracedEvent(
          event, batch, bytes, arrival: arrival, in: source, at: position, ordinal: ordinal)
        if let redaction { traced.recipient = redaction.token(for: traced.recipient.span) }
        events?.insert(traced, byteCount: traced.textByteCount)
      }
      ordinal += 1
    }
  }
}

extension TracedEvent {
  fileprivate init(
    _ event: borrowing Event, _ batch: borrowing EventBatch, _ bytes: Span<UInt8>,
    arrival: Timestamp?, in source: ArchiveSource, at position: ValuePosition, ordinal: Int
  ) {
    func copy(_ text: EventText, _ batch: borrowing EventBatch) -> [UInt8] {
      var copy: [UInt8] = []
      if !text.isMissing { batch.with(text, bytes) { copy.append($0) } }
      return copy
    }
    self.init(
      type: event.type, typeName: event.type == .unknown ? copy(event.typeName, batch) : [],
      time: event.time, arrival: arrival, isArrivalRecorded: event.stampedArrival != nil,
      errorCode: event.errorCode, recipient: copy(event.recipient, batch),
      carrier: copy(event.carrier, batch), archive: source.name, position: position,
      ordinal: ordinal)
  }
}
