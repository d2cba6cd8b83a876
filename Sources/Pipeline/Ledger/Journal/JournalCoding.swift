internal import Lifecycles
internal import Primitives
internal import Reports

// The body of a journal, see <doc:LedgerFormat>. Numbers are varints, signed ones in zigzag; a time is
// a byte 0, or 1 and a signed number; bytes have their count before them.

extension Journal {
  func append(to body: inout [UInt8], _ version: Version) {
    if version >= .withIdentity { body.append(littleEndian: identity ?? 0) }
    for number in [generation, Int64(nextRun), Int64(nextArchive), Int64(nextIntake)] {
      body.append(number: number)
    }
    body.append(number: Int64(horizon?.number ?? 0))
    body.append(number: forgottenEvents)
    body.append(number: Int64(archives.count))
    for archive in archives { archive.append(to: &body) }
    body.append(number: Int64(runs.count))
    for run in runs { run.append(to: &body) }
    body.append(number: Int64(intakes.count))
    for intake in intakes { intake.append(to: &body) }
    let days = totals.keys.sorted()
    body.append(number: Int64(days.count))
    for day in days {
      body.append(number: Int64(day.number))
      for counts in totals[day] ?? DayValues() { counts.append(to: &body, version) }
    }
  }

  init(
    _ body: Span<UInt8>, _ reader: inout RecordReader, _ version: Version
  ) throws(RecordDamage) {
    if version >= .withIdentity { identity = try reader.word(body) }
    generation = Int64(try reader.count(body))
    nextRun = try reader.count(body)
    nextArchive = try reader.count(body)
    nextIntake = try reader.count(body)
    let horizon = try reader.count(body)
    if horizon != 0 { self.horizon = try HomeDay(required: horizon) }
    forgottenEvents = Int64(try reader.count(body))
    for _ in 0..<(try reader.size(body)) { archives.append(try LedgerArchive(body, &reader)) }
    for _ in 0..<(try reader.size(body)) { runs.append(try LedgerRun(body, &reader)) }
    for _ in 0..<(try reader.size(body)) { intakes.append(try Journal.Intake(body, &reader)) }
    for _ in 0..<(try reader.size(body)) {
      let day = try HomeDay(required: try reader.count(body))
      var counts = DayValues<LifecycleCounts>()
      for home in counts.indices { counts[home] = try LifecycleCounts(body, &reader, version) }
      totals[day] = counts
    }
    guard isSound else { throw RecordDamage() }
  }
}

extension LedgerArchive {
  fileprivate func append(to body: inout [UInt8]) {
    body.append(number: Int64(number))
    content.append(to: &body)
    body.append(number: Int64(earlier.count))
    for content in earlier { content.append(to: &body) }
    body.append(number: certainEvents)
    body.append(littleEndian: rulesDigest)
    body.append(number: forgottenTailEvents)
    body.append(number: Int64(intakes.count))
    for intake in intakes { body.append(number: Int64(intake)) }
    body.append(optionalTime: coverage.start)
    body.append(optionalTime: coverage.end)
    body.append(account)
  }

  fileprivate init(_ body: Span<UInt8>, _ reader: inout RecordReader) throws(RecordDamage) {
    number = try reader.count(body)
    content = try ContentPrint(body, &reader)
    earlier = []
    for _ in 0..<(try reader.size(body)) { earlier.append(try ContentPrint(body, &reader)) }
    certainEvents = Int64(try reader.count(body))
    rulesDigest = try reader.word(body)
    forgottenTailEvents = Int64(try reader.count(body))
    intakes = []
    for _ in 0..<(try reader.size(body)) { intakes.append(try reader.count(body)) }
    coverage = Coverage(
      start: try reader.optionalTime(body), end: try reader.optionalTime(body))
    account = try reader.archiveAccount(body)
  }
}

extension ContentPrint {
  fileprivate func append(to body: inout [UInt8]) {
    body.append(number: byteCount)
    body.append(littleEndian: checksum)
    body.append(littleEndian: hash)
  }

  fileprivate init(_ body: Span<UInt8>, _ reader: inout RecordReader) throws(RecordDamage) {
    byteCount = try reader.number(body)
    checksum = try reader.word32(body)
    hash = try reader.word(body)
  }
}

extension LedgerRun {
  fileprivate func append(to body: inout [UInt8]) {
    body.append(number: Int64(number))
    body.append(number: Int64(day.number))
    body.append(number: Int64(byteCount))
    body.append(littleEndian: tableChecksum)
    body.append(number: Int64(tailOf ?? 0))
    body.append(number: events)
    body.append(number: Int64(intakes.count))
    for intake in intakes { body.append(number: Int64(intake)) }
    for section in sections {
      body.append(number: Int64(section.recordCount))
      guard section.recordCount > 0 else { continue }
      body.append(optionalTime: section.creation?.lowerBound)
      guard let creation = section.creation else { continue }
      body.append(
        number: creation.upperBound.millisecondsSinceEpoch
          - creation.lowerBound.millisecondsSinceEpoch)
    }
  }

  fileprivate init(_ body: Span<UInt8>, _ reader: inout RecordReader) throws(RecordDamage) {
    number = try reader.count(body)
    day = try HomeDay(required: try reader.count(body))
    byteCount = try reader.count(body)
    tableChecksum = try reader.word32(body)
    let tailOf = try reader.count(body)
    self.tailOf = tailOf == 0 ? nil : tailOf
    events = Int64(try reader.count(body))
    intakes = []
    for _ in 0..<(try reader.size(body)) { intakes.append(try reader.count(body)) }
    sections = DayValues()
    for home in sections.indices {
      var section = LedgerSection()
      section.recordCount = try reader.count(body)
      if section.recordCount > 0, let start = try reader.optionalTime(body) {
        let milliseconds = try reader.number(body)
        let (end, overflow) = start.millisecondsSinceEpoch.addingReportingOverflow(milliseconds)
        guard !overflow, let end = Timestamp(checkedMilliseconds: end) else {
          throw RecordDamage()
        }
        section.creation = start...end
      }
      sections[home] = section
    }
  }
}

extension Journal.Intake {
  fileprivate func append(to body: inout [UInt8]) {
    body.append(number: Int64(number))
    body.append(number: Int64(hours.count))
    for (hour, count) in hours {
      body.append(number: Int64(hour))
      body.append(number: count)
    }
  }

  fileprivate init(_ body: Span<UInt8>, _ reader: inout RecordReader) throws(RecordDamage) {
    number = try reader.count(body)
    hours = []
    for _ in 0..<(try reader.size(body)) {
      let hour = try reader.count(body)
      let count = try reader.number(body)
      guard BelievedYears.hours.contains(hour), count <= RecordReader.countLimit else {
        throw RecordDamage()
      }
      hours.append((hour, count))
    }
  }
}

extension LifecycleCounts {
  fileprivate func append(to body: inout [UInt8], _ version: Journal.Version) {
    for number in [messages, lifecycles, uniqueEvents, duplicates] { body.append(number: number) }
    if version >= .withLeftOutEvents { body.append(number: leftOutEvents) }
  }

  fileprivate init(
    _ body: Span<UInt8>, _ reader: inout RecordReader, _ version: Journal.Version
  ) throws(RecordDamage) {
    self.init(
      messages: Int64(try reader.count(body)), lifecycles: Int64(try reader.count(body)),
      uniqueEvents: Int64(try reader.count(body)), duplicates: Int64(try reader.count(body)),
      leftOutEvents: version >= .withLeftOutEvents ? Int64(try reader.count(body)) : 0)
  }
}

extension HomeDay {
  fileprivate init(required number: Int) throws(RecordDamage) {
    guard let day = HomeDay(checked: number) else { throw RecordDamage() }
    self = day
  }
}
