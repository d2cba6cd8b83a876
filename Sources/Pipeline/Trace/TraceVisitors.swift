internal import Lifecycles
internal import Primitives
internal import Reports

/// Waits for one message, and makes its trace.
struct MessageTraceVisitor: MessageVisitor, Sendable {
  let id: [UInt8]
  let trace: @Sendable (Message, TextPool) -> MessageTrace?
  /// What it has found.
  private(set) var found: MessageTrace?
  /// Whether some outcome of it may still change.
  private(set) var isOpen = false

  init(_ id: [UInt8], _ trace: @escaping @Sendable (Message, TextPool) -> MessageTrace?) {
    self.id = id
    self.trace = trace
  }

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    guard message.id == id else { return }
    isOpen = message.lifecycles.contains { $0.reason?.isOpen == true }
    found = trace(message, pool)
  }
}

/// Keeps the newest messages of a number that lie in the window.
struct NumberTraceVisitor: MessageVisitor, Sendable {
  let number: [UInt8]
  let parameters: ReportParameters
  private(set) var list: Shortlist<NumberedMessage>

  init(_ number: [UInt8], _ parameters: ReportParameters, limit: Int) {
    self.number = number
    self.parameters = parameters
    list = NumberTrace.list(limit: limit)
  }

  mutating func visit(_ message: Message, _ pool: TextPool, of part: Int) {
    guard parameters.contains(message) else { return }
    let number = number
    NumberedMessage.forEach(in: message, of: number.span, pool, parameters.redaction) {
      list.insert($0, byteCount: $0.textByteCount)
    }
  }
}
