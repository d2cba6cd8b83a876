internal import Callbacks
internal import Primitives

@testable import Lifecycles
@testable import Reports

extension Target {
  /// Records of runs: messages, and the keys and cells of reports.
  static let records = Target("records", lengthLimit: 256, seeds: recordSeeds) { bytes in
    guard let form = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    switch form % 8 {
    case 0: readMessage(rest)
    case 1: readCell(rest, DeliveryCell.self)
    case 2: readCell(rest, FailuresCell.self)
    case 3: readCell(rest, MMSGroupCell.self)
    case 4: readCell(rest, InboundCell.self)
    case 5: readCell(rest, RedeliveryCell.self)
    case 6: readNumbers(rest)
    default: _ = try? Copy(rest.span)
    }
  }

  /// Two records of a message: the first byte says where the second begins.
  private static func readMessage(_ bytes: [UInt8]) {
    guard let split = bytes.first, bytes.count > 1 else { return }
    let values = bytes.dropFirst()
    let middle = min(values.startIndex + Int(split), values.endIndex)
    let key = Array("12345678id".utf8)
    var decoder = MessageDecoder()
    decoder.admit(sourceCount: 2)
    let parts = [Array(values[..<middle]), Array(values[middle...])]
    do throws(RecordDamage) {
      for (source, value) in parts.enumerated() where !value.isEmpty {
        try decoder.add(source, beginsBlock: true, key: key.span, value: value.span)
      }
    } catch {
      return
    }
    var encoder = MessageEncoder()
    var again = decoder
    again.encode(into: &encoder, beginsBlock: true)
    require(encoder.key == key, "\(encoder.key)")
    var second = MessageDecoder()
    second.admit(sourceCount: 1)
    do throws(RecordDamage) {
      try second.add(0, beginsBlock: true, key: key.span, value: encoder.value.span)
    } catch {
      return require(false, "what was read is written so that it cannot be")
    }
    for receipts in [MMSReceipts.auto] {
      let rules = OutcomeRules(coverageEnd: nil, receipts: receipts)
      decoder.finish(rules)
      second.finish(rules)
    }
    require(decoder.message.lifecycles.count == second.message.lifecycles.count, "lifecycles")
    require(decoder.message.tallies.count == second.message.tallies.count, "tallies")
    decoder.renewPool()
  }

  private static func readCell<Cell: ReportCell>(_ bytes: [UInt8], _ type: Cell.Type) {
    var reader = CellReader(bytes, in: 0..<bytes.count)
    guard var cell = try? Cell(&reader), (try? reader.finish()) != nil else { return }
    var written: [UInt8] = []
    cell.append(to: &written)
    var second = CellReader(written, in: 0..<written.count)
    guard let again = try? Cell(&second), (try? second.finish()) != nil else {
      return require(false, "what was read is written so that it cannot be: \(written)")
    }
    require(again == cell, "\(again) instead of \(cell)")
    cell.merge(again)
    cell.merge(cell)
  }

  /// All that a record is made of, one kind behind the other.
  private static func readNumbers(_ bytes: [UInt8]) {
    let span = bytes.span
    let dimensions = Dimension.allCases.map { KeyPart.dimension($0) }
    _ = try? span.keyValues([.period, .eventType])
    _ = try? span.keyValues([.eventType])
    for dimension in dimensions { _ = try? span.keyValues([dimension]) }
    _ = try? span.keyValues(dimensions)
    var reader = RecordReader(in: 0..<bytes.count)
    while let kind = try? reader.byte(span) {
      do throws(RecordDamage) {
        switch kind % 7 {
        case 0: _ = try reader.number(span)
        case 1: _ = try reader.number32(span)
        case 2: _ = try reader.signedNumber(span)
        case 3: _ = try reader.time(span, since: .max)
        case 4: _ = try reader.word(span)
        case 5: _ = try reader.range(span)
        default: _ = try reader.time(span, since: Timestamp.earliest.millisecondsSinceEpoch)
        }
      } catch {
        return
      }
    }
  }

  private static var recordSeeds: [[UInt8]] {
    messageSeeds + [
      [1]
        + cell(DeliveryCell.self) {
          $0.messages = 1
          $0.recipients = 300
          $0.latency.record(1001)
          $0.latency.record(70_000)
        },
      [2]
        + cell(FailuresCell.self) {
          let time = Timestamp(millisecondsSinceEpoch: 1_709_629_200_005)
          $0.count(.init(time: time, code: nil), of: Array("m1".utf8))
        },
      [3] + cell(MMSGroupCell.self) { $0.messages = 3 },
      [4] + cell(InboundCell.self) { $0.sms = 2 },
      [5]
        + cell(RedeliveryCell.self) {
          $0.events = 2
          $0.delay.record(5)
        },
      [6, 1, 0x61, 0, 0xFF, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 1],
      [7] + Array(repeating: 0, count: 16),
    ]
  }

  private static func cell<Cell: ReportCell>(
    _ type: Cell.Type, _ fill: (inout Cell) -> Void
  ) -> [UInt8] {
    var cell = Cell.identity
    fill(&cell)
    var bytes: [UInt8] = []
    cell.append(to: &bytes)
    return bytes
  }

  /// The records of some events, alone and in pairs.
  private static var messageSeeds: [[UInt8]] {
    let values = [Seeds.body, Seeds.event, Seeds.body + Seeds.event, Seeds.event + Seeds.event]
      .flatMap { messageRecords($0) }
    return values.flatMap { value in
      [[0, 255] + value, [0, UInt8(truncatingIfNeeded: value.count)] + value + value]
    }
  }

  private static func messageRecords(_ text: String) -> [[UInt8]] {
    var recorder = LifecycleRecorder()
    var reader = ValueReader()
    _ = reader.read(Array(text.utf8).span, isLast: true) { batch, range, source, _ in
      for event in batch.events[range] {
        recorder.record(event, batch, source, arrival: event.stampedArrival ?? event.time)
      }
    }
    let join = LifecycleJoin([recorder])
    var encoder = MessageEncoder()
    var records: [[UInt8]] = []
    for partition in 0..<LifecycleJoin.partitionCount {
      join.forEachRecord(in: partition, &encoder) { _, value in
        records.append([])
        records[records.count - 1].append(value)
        return true
      }
    }
    return records
  }
}
