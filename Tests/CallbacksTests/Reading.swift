import Callbacks
import Primitives

/// What a reader found in a text.
struct Reading: Equatable {
  /// A line for each event: where its value begins, and its summary.
  var events: [String] = []
  var tally = ValueTally()
  var rejects: [RejectedLine] = []
  /// The bytes that were left when the last window had been read.
  var leftover = 0

  /// Reads `text` in windows that grow by `step` bytes, or all at once.
  init(_ text: String, step: Int? = nil, _ rules: ReadingRules = ReadingRules()) {
    self.init(bytes: Array(text.utf8), step: step, rules)
  }

  init(bytes: [UInt8], step: Int? = nil, _ rules: ReadingRules = ReadingRules()) {
    var reader = ValueReader(rules)
    var events: [String] = []
    var rejects: [RejectedLine] = []
    var start = 0
    var end = min(step ?? bytes.count, bytes.count)
    while true {
      let isLast = end == bytes.count
      start += reader.read(bytes.span.extracting(start..<end), isLast: isLast) {
        batch, range, source, position in
        for event in batch.events[range] {
          events.append("\(position.line):\(position.offset) \(batch.summary(of: event, source))")
        }
      }
      rejects += reader.rejects?.take() ?? []
      if isLast { break }
      end = min(end + (step ?? 1), bytes.count)
    }
    self.events = events
    self.rejects = rejects
    tally = reader.tally
    leftover = bytes.count - start
  }
}

extension EventBatch {
  func text(_ text: EventText, _ source: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.append(
      text.isDecoded ? decoded.span.extracting(text.range) : source.extracting(text.range))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The type, message id, recipient and error code of an event.
  func summary(of event: Event, _ source: Span<UInt8>) -> String {
    let type = event.type == .unknown ? text(event.typeName, source) : "\(event.type)"
    let code = event.errorCode.map { " \($0)" } ?? ""
    return "\(type) \(text(event.messageID, source)) \(text(event.recipient, source))\(code)"
  }
}
