import Callbacks
import Primitives

@testable import Oracle

extension Target {
  /// What the oracle of the tests reads of the same bytes, by code of its own.
  static let oracle = Target(
    "oracle", lengthLimit: 600,
    seeds: (Seeds.wrappers + Seeds.values).map { Array($0.utf8) }
  ) { bytes in
    let archive = OracleArchive(name: "", text: bytes)
    var reader = ValueReader()
    var events: [ComparedEvent] = []
    _ = reader.read(bytes.span, isLast: true) { batch, range, source, _ in
      for event in batch.events[range] { events.append(ComparedEvent(event, batch, source)) }
    }
    let expected = archive.events.map { ComparedEvent($0) }
    require(events == expected, "\(events)\ninstead of\n\(expected)")
    let tally = reader.tally
    let counts = [
      tally.lines, tally.blankLines, tally.callbacks, tally.foreign, tally.malformed,
    ]
    let expectedCounts = [
      archive.lineCount, archive.blankLineCount, archive.callbackCount, archive.foreignCount,
      archive.malformedCount,
    ]
    require(counts == expectedCounts, "\(counts) instead of \(expectedCounts)")
  }
}

/// What both readers say of an event.
private struct ComparedEvent: Equatable {
  var messageID: [UInt8]
  var recipient: [UInt8]
  var unknownType: [UInt8]
  var direction: OracleDirection
  var time: Int64?
  var code: Int64?
  var messageTime: Int64?
  var texts: [[UInt8]]
  var segmentCount: Int64?
  var mediaCount: Int
  var recipientCount: Int

  init(_ event: OracleEvent) {
    messageID = event.messageID
    recipient = event.recipient
    unknownType = event.isOfUnknownType ? event.type : []
    direction = event.direction
    time = event.time
    code = event.errorCode
    messageTime = event.messageTime
    texts = [event.application ?? [], event.sender ?? [], event.channel ?? []]
    segmentCount = event.segmentCount
    mediaCount = event.mediaCount
    recipientCount = event.recipientSet.count
  }

  init(_ event: Event, _ batch: EventBatch, _ source: Span<UInt8>) {
    func bytes(_ text: EventText) -> [UInt8] {
      batch.with(text, source) { span in
        var bytes: [UInt8] = []
        bytes.append(span)
        return bytes
      }
    }
    let facts = event.facts
    messageID = bytes(event.messageID)
    recipient = bytes(event.recipient)
    unknownType = event.type == .unknown ? bytes(event.typeName) : []
    direction =
      switch event.direction {
      case .inbound: .inbound
      case .outbound: .outbound
      case nil: .unknown
      }
    time = event.time?.millisecondsSinceEpoch
    code = event.errorCode
    messageTime = facts.time?.millisecondsSinceEpoch
    texts = [bytes(facts.application), bytes(facts.sender), bytes(facts.channel)]
    segmentCount = facts.segmentCount.map(Int64.init)
    mediaCount = Int(facts.mediaCount)
    recipientCount = Int(facts.recipientCount)
  }
}
