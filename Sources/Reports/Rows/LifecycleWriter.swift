internal import Callbacks
public import Lifecycles
internal import Primitives

/// Writes lifecycles as rows: those of one worker, for whom messages come in any order.
///
/// ```swift
/// for number in 0..<writer.begin(message, pool) {
///   writer.appendRow(number, of: message, pool)
///   writer.take { output.put(&$0) }
/// }
/// ```
public struct LifecycleWriter: Sendable {
  /// Rows so far.
  public private(set) var rowCount: Int64 = 0
  /// Lifecycles that were left out so far, because nobody asked for them.
  public private(set) var leftOutCount: Int64 = 0

  private let parameters: ReportParameters
  private var rows: RowBytes
  private let contents = LifecycleColumn.all.map(\.content)
  /// Of the message that was begun.
  private var id: [UInt8] = []
  private var order = RecipientOrder()
  /// Names of error codes, by number.
  private let errorNames = Dictionary(
    uniqueKeysWithValues: ErrorCode.catalogue.map { ($0.number, Array($0.name.utf8)) })

  /// - Parameters:
  ///   - parameters: Which lifecycles are written.
  ///   - format: How.
  public init(_ parameters: ReportParameters, _ format: RowFormat) {
    self.parameters = parameters
    rows = RowBytes(format, LifecycleColumn.all.map(\.name))
  }

  /// What comes before all rows; only in CSV there is something.
  public static func header(_ format: RowFormat) -> [UInt8] {
    format == .csv ? CSVWriter(LifecycleColumn.all.map(\.name)).output : []
  }

  /// Bytes of the rows that were not taken out.
  public var byteCount: Int { rows.count }

  /// Hands over the rows that were written, to be emptied.
  public mutating func take(_ body: (inout [UInt8]) -> Void) {
    rows.take(body)
  }

  /// Begins a message, whose lifecycles are then written one after the other.
  ///
  /// - Returns: How many there are.
  public mutating func begin(_ message: Message, _ pool: TextPool) -> Int {
    id.removeAll(keepingCapacity: true)
    message.appendID(to: &id)
    order.sort(message, pool, parameters.redaction)
    return message.lifecycles.count
  }

  /// Writes a lifecycle of the message that was begun, unless nobody asked for it.
  ///
  /// - Parameters:
  ///   - place: Which one, in the order of recipients.
  ///   - message: Whole, with its outcomes.
  ///   - pool: Holds its texts.
  public mutating func appendRow(_ place: Int, of message: Message, _ pool: TextPool) {
    let number = order[place]
    guard parameters.contains(message), parameters.filter.contains(message, number, pool) else {
      leftOutCount += 1
      return
    }
    rowCount += 1
    let tally = LifecycleTally(message.lifecycles[number], of: message)
    for column in contents.indices {
      rows.beginField(column)
      append(contents[column], message, number, tally, pool)
    }
    rows.endRow()
  }

  @inline(__always)
  private mutating func append(
    _ content: LifecycleColumn.Content, _ message: Message, _ number: Int, _ tally: LifecycleTally,
    _ pool: TextPool
  ) {
    switch content {
    case .time(let type): append(tally.time(type))
    case .count(let type): rows.number(tally.count(type))
    case .messageID: rows.text(id)
    case .recipient: appendNumber(message.lifecycles[number].recipient, pool)
    case .direction: append(message.lifecycles[number].direction?.name)
    case .kind: rows.name(message.kind.name)
    case .createdAt: append(message.creationTime)
    case .application: rows.text(message.facts.application, pool)
    case .sender: appendNumber(message.facts.sender, pool)
    case .senderType: append(SenderType(message.facts.sender, pool)?.name)
    case .recipientArea: appendArea(message.lifecycles[number].recipient)
    case .carrier: rows.text(message.lifecycles[number].carrier, pool)
    case .tag: rows.text(message.facts.tag, pool)
    case .channel: rows.text(message.facts.channel, pool)
    case .priority: rows.text(message.facts.priority, pool)
    case .groupSize:
      append(message.facts.recipientCount > 0 ? Int64(message.facts.recipientCount) : nil)
    case .segmentCount: append(message.facts.segmentCount.map(Int64.init))
    case .mediaCount: rows.number(Int64(message.facts.mediaCount))
    case .keyword: append(message.facts.keyword.name)
    case .outcome: append(message.lifecycles[number].outcome?.name)
    case .receiptExpired: appendExpired(message.lifecycles[number])
    case .errorCode: append(message.lifecycles[number].failure?.code)
    case .errorName: appendErrorName(message.lifecycles[number].failure?.code)
    case .latency: append(message.lifecycles[number].latency(of: message))
    case .events: rows.number(tally.events)
    case .duplicates: rows.number(tally.duplicates)
    case .late: rows.number(tally.late)
    case .firstArrival: append(tally.firstArrival)
    case .lastArrival: append(tally.lastArrival)
    case .unknownTypes: appendUnknownTypes(of: number, message, tally, pool)
    }
  }

  @inline(__always)
  private mutating func append(_ time: Timestamp?) {
    if let time { rows.time(time) } else { rows.missing() }
  }

  private mutating func append(_ number: Int64?) {
    if let number { rows.number(number) } else { rows.missing() }
  }

  private mutating func append(_ name: StaticString?) {
    if let name { rows.name(name) } else { rows.missing() }
  }

  @inline(__always)
  private mutating func appendNumber(_ number: PackedText, _ pool: TextPool) {
    if parameters.redaction == nil {
      rows.text(number, pool)
    } else {
      rows.text(number.shown(in: pool, parameters.redaction))
    }
  }

  private mutating func appendArea(_ recipient: PackedText) {
    guard let area = RecipientArea(recipient) else { return rows.missing() }
    area.digits.with { rows.text($0) }
  }

  private mutating func appendExpired(_ lifecycle: Lifecycle) {
    if lifecycle.outcome == nil { rows.missing() } else { rows.flag(lifecycle.isReceiptExpired) }
  }

  private mutating func appendErrorName(_ code: Int64?) {
    guard let name = code.flatMap({ errorNames[$0] }) else { return rows.missing() }
    rows.text(name)
  }

  private mutating func appendUnknownTypes(
    of number: Int, _ message: Message, _ tally: LifecycleTally, _ pool: TextPool
  ) {
    guard tally.count(.unknown) > 0 else { return rows.missing() }
    let names = message.lifecycles[number].tallies.map { message.tallies[$0].type.name }
      .filter { !$0.isMissing }.map { pool[$0] }
    let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
    rows.text(Array(sorted.joined(separator: [UInt8(ascii: ";")])))
  }
}

extension Keyword {
  fileprivate var name: StaticString? {
    switch self {
    case .none: nil
    case .optOut: "opt_out"
    case .optIn: "opt_in"
    case .help: "help"
    }
  }
}
