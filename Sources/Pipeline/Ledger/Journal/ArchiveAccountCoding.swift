internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports
internal import SystemPackage

// What an archive held, as the journal keeps it, and the pieces that all of the journal is made of.

extension [UInt8] {
  mutating func append(optionalTime time: Timestamp?) {
    append(time == nil ? 0 : 1)
    if let time { append(zigzag: time.millisecondsSinceEpoch) }
  }

  mutating func append(bytes: [UInt8]) {
    append(number: Int64(bytes.count))
    self += bytes
  }

  mutating func append(_ account: ArchiveAccount) {
    append(bytes: account.source.name)
    append(number: account.source.byteCount)
    append(number: Int64(account.summary.status.code))
    append(number: account.summary.compressedBytes)
    append(number: account.summary.bytes)
    append(number: Int64(account.summary.members))
    append(littleEndian: account.summary.checksum)
    append(account.summary.damage == nil ? 0 : 1)
    if let damage = account.summary.damage { append(damage) }
    append(account.tally)
    for count in [account.events, account.unknownTypeEvents, account.recipientUnknown] {
      append(number: count)
    }
    append(optionalTime: account.firstEvent)
    append(optionalTime: account.lastEvent)
  }

  private mutating func append(_ tally: ValueTally) {
    for count in [tally.lines, tally.blankLines, tally.values, tally.callbacks, tally.malformed] {
      append(number: Int64(count))
    }
    let numbers = tally.foreignByKind + tally.furtherNumbers
    append(number: Int64(numbers.count))
    for number in numbers { append(number: Int64(number)) }
    append(tally.firstRejection == nil ? 0 : 1)
    guard let rejection = tally.firstRejection else { return }
    append(rejection.reason.rawValue)
    append(number: Int64(rejection.line))
    append(number: Int64(rejection.offset))
  }

  private mutating func append(_ damage: ArchiveDamage) {
    let (code, first, second, text) = damage.kind.code
    append(code)
    append(number: Int64(first))
    append(number: Int64(second))
    append(bytes: Array(text.utf8))
    append(number: Int64(damage.layer))
    append(number: Int64(damage.member))
    append(number: damage.offset)
  }
}

extension RecordReader {
  /// More than anything that is counted.
  static let countLimit: Int64 = 1 << 48

  mutating func count(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int {
    let number = try number(bytes)
    guard number <= Self.countLimit else { throw RecordDamage() }
    return Int(number)
  }

  /// How many things follow, of at least a byte each.
  mutating func size(_ bytes: Span<UInt8>) throws(RecordDamage) -> Int {
    let size = try number(bytes)
    guard size <= count else { throw RecordDamage() }
    return Int(size)
  }

  mutating func isPresent(_ bytes: Span<UInt8>) throws(RecordDamage) -> Bool {
    switch try byte(bytes) {
    case 0: return false
    case 1: return true
    default: throw RecordDamage()
    }
  }

  mutating func optionalTime(_ bytes: Span<UInt8>) throws(RecordDamage) -> Timestamp? {
    guard try isPresent(bytes) else { return nil }
    return Timestamp(millisecondsSinceEpoch: try time(bytes, since: 0))
  }

  mutating func text(_ bytes: Span<UInt8>) throws(RecordDamage) -> [UInt8] {
    let range = try range(bytes)
    var text: [UInt8] = []
    text.append(bytes.extracting(range))
    return text
  }

  mutating func archiveAccount(_ bytes: Span<UInt8>) throws(RecordDamage) -> ArchiveAccount {
    let source = ArchiveSource(name: try text(bytes), byteCount: try number(bytes))
    guard let status = ArchiveSummary.Status(code: try number(bytes)) else {
      throw RecordDamage()
    }
    var summary = ArchiveSummary(
      status: status, compressedBytes: Int64(try count(bytes)), bytes: Int64(try count(bytes)),
      members: try count(bytes), checksum: try word32(bytes), damage: nil)
    if try isPresent(bytes) { summary.damage = try damage(bytes) }
    var account = ArchiveAccount(source: source, summary: summary, tally: try tally(bytes))
    account.events = Int64(try count(bytes))
    account.unknownTypeEvents = Int64(try count(bytes))
    account.recipientUnknown = Int64(try count(bytes))
    account.firstEvent = try optionalTime(bytes)
    account.lastEvent = try optionalTime(bytes)
    return account
  }

  private mutating func tally(_ bytes: Span<UInt8>) throws(RecordDamage) -> ValueTally {
    let lines = try count(bytes)
    let blankLines = try count(bytes)
    let values = try count(bytes)
    let callbacks = try count(bytes)
    let malformed = try count(bytes)
    var kinds: [Int] = []
    for _ in 0..<(try size(bytes)) { kinds.append(try count(bytes)) }
    let further = Array(kinds.dropFirst(ForeignKind.allCases.count))
    kinds.removeLast(further.count)
    guard kinds.count == ForeignKind.allCases.count, [0, 1, 4].contains(further.count) else {
      throw RecordDamage()
    }
    var rejection: Rejection?
    if try isPresent(bytes) {
      guard let reason = JSONDamage.Reason(rawValue: try byte(bytes)) else {
        throw RecordDamage()
      }
      rejection = Rejection(
        reason: reason, line: try count(bytes), offset: try count(bytes))
    }
    return ValueTally(
      lines: lines, blankLines: blankLines, values: values, callbacks: callbacks,
      foreignByKind: kinds, namesEventType: further.first == 1, malformed: malformed,
      firstRejection: rejection, damagedGzip: further.count == 4 ? further[1] : 0,
      firstDamagedGzip: further.count == 4
        ? ValuePosition(line: further[2], offset: further[3]) : nil)
  }

  private mutating func damage(_ bytes: Span<UInt8>) throws(RecordDamage) -> ArchiveDamage {
    let code = try byte(bytes)
    let first = UInt32(truncatingIfNeeded: try number(bytes))
    let second = UInt32(truncatingIfNeeded: try number(bytes))
    let text = String(decoding: try text(bytes), as: UTF8.self)
    guard let kind = ArchiveDamage.Kind(code: code, first, second, text) else {
      throw RecordDamage()
    }
    return ArchiveDamage(
      kind, layer: try count(bytes), member: try count(bytes), offset: Int64(try count(bytes)))
  }
}

extension ValueTally {
  /// What few archives have behind the counts of other values: whether one names a type of events; and how
  /// many values hold damaged gzip, and where the first of them is.
  fileprivate var furtherNumbers: [Int] {
    let names = namesEventType ? 1 : 0
    guard let first = firstDamagedGzip else { return namesEventType ? [names] : [] }
    return [names, damagedGzip, first.line, first.offset]
  }
}

extension ArchiveSummary.Status {
  fileprivate var code: Int {
    switch self {
    case .ok: 0
    case .empty: 1
    case .truncated: 2
    case .corrupt: 3
    case .unreadable: 4
    }
  }

  fileprivate init?(code: Int64) {
    guard let status = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = status
  }
}

extension ForeignFormat {
  fileprivate var code: UInt32 {
    switch self {
    case .zstd: 0
    case .bzip2: 1
    case .xz: 2
    case .utf16: 3
    case .nestedGzip: 4
    }
  }

  fileprivate init?(code: UInt32) {
    guard let format = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = format
  }
}

extension ArchiveDamage.Kind {
  /// The kind as a number, and what belongs to it.
  fileprivate var code: (code: UInt8, first: UInt32, second: UInt32, text: String) {
    switch self {
    case .truncated: (0, 0, 0, "")
    case .wrongMagic: (1, 0, 0, "")
    case .wrongHeaderChecksum: (2, 0, 0, "")
    case .wrongChecksum(let stored, let computed): (3, stored, computed, "")
    case .wrongLength(let stored, let computed): (4, stored, computed, "")
    case .unknownMethod(let method): (5, UInt32(method), 0, "")
    case .reservedFlags(let flags): (6, UInt32(flags), 0, "")
    case .brokenDeflate(let reason): (7, 0, 0, reason)
    case .trailingBytes: (8, 0, 0, "")
    case .foreign(let format): (9, format.code, 0, "")
    case .cannotOpen(let error): (10, UInt32(bitPattern: error.rawValue), 0, "")
    case .cannotRead(let error): (11, UInt32(bitPattern: error.rawValue), 0, "")
    case .cannotList(let error): (12, UInt32(bitPattern: error.rawValue), 0, "")
    }
  }

  fileprivate init?(code: UInt8, _ first: UInt32, _ second: UInt32, _ text: String) {
    switch code {
    case 0: self = .truncated
    case 1: self = .wrongMagic
    case 2: self = .wrongHeaderChecksum
    case 3: self = .wrongChecksum(stored: first, computed: second)
    case 4: self = .wrongLength(stored: first, computed: second)
    case 5: self = .unknownMethod(UInt8(truncatingIfNeeded: first))
    case 6: self = .reservedFlags(UInt8(truncatingIfNeeded: first))
    case 7: self = .brokenDeflate(reason: text)
    case 8: self = .trailingBytes
    case 9:
      guard let format = ForeignFormat(code: first) else { return nil }
      self = .foreign(format)
    case 10: self = .cannotOpen(Errno(rawValue: Int32(bitPattern: first)))
    case 11: self = .cannotRead(Errno(rawValue: Int32(bitPattern: first)))
    case 12: self = .cannotList(Errno(rawValue: Int32(bitPattern: first)))
    default: return nil
    }
  }
}
