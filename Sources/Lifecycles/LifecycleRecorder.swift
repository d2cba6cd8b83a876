public import Callbacks
public import Primitives

/// Adds events to a store, for one reader of archives.
public struct LifecycleRecorder: Sendable {
  private let store: LifecycleStore
  /// Texts that this recorder has seen, so that it need not ask the store for them again.
  private var seen = TextPool()
  /// Their ids in the store, by their id in ``seen``.
  private var ids = [TextID.missing]

  public init(_ store: LifecycleStore) {
    self.store = store
  }

  /// Adds one event.
  ///
  /// - Parameters:
  ///   - event: One of `batch`.
  ///   - batch: The events that were read with it.
  ///   - source: The bytes that they were read from.
  ///   - arrival: When the receiver got it, as far as that is known.
  public mutating func record(
    _ event: Event, _ batch: EventBatch, _ source: Span<UInt8>, arrival: Timestamp?
  ) {
    let facts = facts(of: event, batch, source)
    let recipient = packed(event.recipient, batch, source)
    let carrier = intern(event.carrier, batch, source)
    let name = event.type == .unknown ? intern(event.typeName, batch, source) : .missing
    let tally = EventTally(
      type: TypeID(event.type, name: name), time: event.time, code: event.errorCode,
      arrival: arrival)
    let texts = store.texts
    batch.with(event.messageID, source) { id in
      let hash = StableHash.perProcess.hash(id)
      store.withPartition(of: hash) { table in
        let message = table.join(message: id, hash: hash, facts, texts)
        let lifecycle = table.join(
          recipient: recipient, of: message, carrier: carrier, Directions(event.direction), texts)
        table.join(tally, to: lifecycle)
      }
    }
  }

  private mutating func facts(
    of event: Event, _ batch: EventBatch, _ source: Span<UInt8>
  ) -> MessageFacts {
    let said = event.facts
    return MessageFacts(
      time: said.time, segmentCount: said.segmentCount, recipientCount: said.recipientCount,
      mediaCount: said.mediaCount, application: intern(said.application, batch, source),
      tag: intern(said.tag, batch, source), channel: intern(said.channel, batch, source),
      priority: intern(said.priority, batch, source),
      sender: packed(said.sender, batch, source), textHash: said.textHash,
      keyword: said.keyword, recipientsHash: said.recipientsHash)
  }

  @inline(__always)
  private mutating func intern(
    _ text: EventText, _ batch: EventBatch, _ source: Span<UInt8>
  ) -> TextID {
    text.isMissing ? .missing : batch.with(text, source) { intern($0) }
  }

  private mutating func intern(_ text: Span<UInt8>) -> TextID {
    let number = Int(seen.intern(text).number)
    if number == ids.count { ids.append(store.texts.intern(text)) }
    return ids[number]
  }

  private mutating func packed(
    _ text: EventText, _ batch: EventBatch, _ source: Span<UInt8>
  ) -> PackedText {
    batch.with(text, source) { PackedText(number: $0) ?? PackedText(intern($0)) }
  }
}
