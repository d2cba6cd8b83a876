internal import Callbacks
internal import Lifecycles
internal import Primitives

struct InboundCell: ReportCell {
  static let identity = InboundCell()

  var messages: Int64 = 0
  var sms: Int64 = 0
  var mms: Int64 = 0
  var group: Int64 = 0
  var rbm: Int64 = 0
  var segments: Int64 = 0
  var optOuts: Int64 = 0
  var optIns: Int64 = 0
  var helpRequests: Int64 = 0

  mutating func merge(_ other: InboundCell) {
    messages += other.messages
    sms += other.sms
    mms += other.mms
    group += other.group
    rbm += other.rbm
    segments.addSaturating(other.segments)
    optOuts += other.optOuts
    optIns += other.optIns
    helpRequests += other.helpRequests
  }

  mutating func count(_ message: Message) {
    messages += 1
    switch message.kind {
    case .sms: sms += 1
    case .mms: mms += 1
    case .group: group += 1
    case .rbm: rbm += 1
    }
    segments.addSaturating(Int64(message.facts.segmentCount ?? 0))
    switch message.facts.keyword {
    case .none: break
    case .optOut: optOuts += 1
    case .optIn: optIns += 1
    case .help: helpRequests += 1
    }
  }
}

extension InboundCell {
  func append(to output: inout [UInt8]) {
    output.append(
      numbers: messages, sms, mms, group, rbm, segments, optOuts, optIns, helpRequests)
  }

  init(_ reader: inout CellReader) throws(RecordDamage) {
    messages = try reader.count()
    sms = try reader.count()
    mms = try reader.count()
    group = try reader.count()
    rbm = try reader.count()
    segments = try reader.number()
    optOuts = try reader.count()
    optIns = try reader.count()
    helpRequests = try reader.count()
  }
}

extension ReportDefinition<InboundCell> {
  static let inbound = ReportDefinition(
    .inbound, grain: "Messages that came in, by when they were created.",
    bucket: .hour, dimensions: [.application],
    columns: [
      Column(
        "messages", .messages, "Messages, one for each number that got them.",
        Look(.high, bar: true)
      ) { .integer($0.cell.messages) },
      Column("sms", .messages, "Those of kind `sms`.") { .integer($0.cell.sms) },
      Column("mms", .messages, "Those of kind `mms`.") { .integer($0.cell.mms) },
      Column("group", .messages, "Those of kind `group`.") { .integer($0.cell.group) },
      Column("rbm", .messages, "Those of kind `rbm`.") { .integer($0.cell.rbm) },
      Column("segments", .segments, "Segments of all of them.", Look(.low)) {
        .integer($0.cell.segments)
      },
      Column("opt_outs", .messages, "Whose whole text asks to stop.", Look(.high)) {
        .integer($0.cell.optOuts)
      },
      Column("opt_ins", .messages, "Whose whole text asks to start again.") {
        .integer($0.cell.optIns)
      },
      Column("help_requests", .messages, "Whose whole text asks for help.") {
        .integer($0.cell.helpRequests)
      },
    ],
    rank: { $0.messages },
    count: { message, pool, cells in
      for number in message.lifecycles.indices
      where message.lifecycles[number].direction == .inbound {
        cells.update(message, number, pool) { cell, _ in cell.count(message) }
        cells.countLifecycle()
      }
    })
}
