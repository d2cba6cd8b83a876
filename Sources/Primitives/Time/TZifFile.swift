/// Reads a compiled time zone, versions 1 to 4.
///
/// ```text
/// version 1    header  data with 4-byte times
/// later        header  data with 4-byte times  header  data with 8-byte times  \n rule \n
/// ```
///
/// - SeeAlso: RFC 9636, "The Time Zone Information Format (TZif)".
struct TZifFile {
  /// Why bytes are no zone.
  enum Fault: Error, Equatable {
    case notTZif
    case cutShort
    /// A count, an index or the order of the times contradicts the rest.
    case inconsistent
    /// Its times count leap seconds, as those of `right/` do, and timestamps do not.
    case countsLeapSeconds
    case unreadableRule
  }

  private static let headerSize = 44

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// - Throws: ``Fault`` for bytes that RFC 9636 does not allow, whatever they are.
  func table() throws(Fault) -> OffsetTable {
    let old = try block(at: 0, timeSize: 4)
    guard old.version >= UInt8(ascii: "2") else { return try table(of: old, rule: nil) }
    let block = try block(at: old.end, timeSize: 8)
    return try table(of: block, rule: try rule(at: block.end))
  }

  /// Where the parts of one header and its data lie; all inside the bytes.
  private struct Block {
    var version: UInt8
    var timeSize: Int
    var timeCount: Int
    var typeCount: Int
    var times: Int
    var typeIndices: Int
    var types: Int
    var end: Int
  }

  private func block(at offset: Int, timeSize: Int) throws(Fault) -> Block {
    guard bytes.count - offset >= Self.headerSize else {
      throw bytes.starts(with: "TZif".utf8) ? .cutShort : .notTZif
    }
    guard bytes[offset...].starts(with: "TZif".utf8) else { throw .notTZif }
    let universalCount = integer(at: offset + 20, size: 4)
    let standardCount = integer(at: offset + 24, size: 4)
    let leapCount = integer(at: offset + 28, size: 4)
    let timeCount = integer(at: offset + 32, size: 4)
    let typeCount = integer(at: offset + 36, size: 4)
    let nameSize = integer(at: offset + 40, size: 4)
    guard [universalCount, standardCount, leapCount, timeCount, nameSize].allSatisfy({ $0 >= 0 }),
      [0, typeCount].contains(universalCount), [0, typeCount].contains(standardCount),
      (1...256).contains(typeCount)
    else { throw .inconsistent }
    // Each count is below 2^31, so that no sum overflows.
    let times = offset + Self.headerSize
    let typeIndices = times + timeCount * timeSize
    let types = typeIndices + timeCount
    let leapSeconds = types + typeCount * 6 + nameSize
    let end = leapSeconds + leapCount * (timeSize + 4) + standardCount + universalCount
    guard end <= bytes.count else { throw .cutShort }
    if leapCount > 0 { throw .countsLeapSeconds }
    return Block(
      version: bytes[offset + 4], timeSize: timeSize, timeCount: timeCount, typeCount: typeCount,
      times: times, typeIndices: typeIndices, types: types, end: end)
  }

  private func table(of block: Block, rule: OffsetRule?) throws(Fault) -> OffsetTable {
    var changes: [OffsetTable.Change] = []
    changes.reserveCapacity(block.timeCount)
    for index in 0..<block.timeCount {
      let time = Int64(integer(at: block.times + index * block.timeSize, size: block.timeSize))
      let type = Int(bytes[block.typeIndices + index])
      // RFC 9636 asks for no earlier time than -2^59, and leaves room to calculate.
      guard (-(1 << 59)...1 << 59).contains(time), type < block.typeCount,
        changes.last.map({ $0.time < time }) ?? true
      else { throw .inconsistent }
      changes.append(OffsetTable.Change(time: time, offset: try offset(ofType: type, in: block)))
    }
    let standardType = (0..<block.typeCount).first { bytes[block.types + $0 * 6 + 4] == 0 }
    return OffsetTable(
      offsetBeforeChanges: try offset(ofType: standardType ?? 0, in: block), changes: changes,
      rule: rule)
  }

  private func offset(ofType type: Int, in block: Block) throws(Fault) -> Int64 {
    let offset = Int64(integer(at: block.types + type * 6, size: 4))
    guard abs(offset) < OffsetTable.offsetLimit else { throw .inconsistent }
    return offset
  }

  /// The rule between the two line feeds at the end; `nil` when there is nothing between them.
  private func rule(at offset: Int) throws(Fault) -> OffsetRule? {
    let footer = bytes[offset...]
    let lineFeed = UInt8(ascii: "\n")
    guard footer.first == lineFeed, let end = footer.dropFirst().firstIndex(of: lineFeed) else {
      throw .cutShort
    }
    let text = Array(footer[(offset + 1)..<end])
    if text.isEmpty { return nil }
    guard let rule = OffsetRule(posix: text) else { throw .unreadableRule }
    return rule
  }

  /// A signed big-endian number of four or eight bytes.
  private func integer(at offset: Int, size: Int) -> Int {
    var word: UInt64 = 0
    for byte in bytes[offset..<offset + size] { word = word << 8 | UInt64(byte) }
    return size == 4 ? Int(Int32(truncatingIfNeeded: word)) : Int(truncatingIfNeeded: word)
  }
}

extension TZifFile.Fault: CustomStringConvertible {
  var description: String {
    switch self {
    case .notTZif: "it is no compiled time zone (TZif)"
    case .cutShort: "it ends too early; install Debian's package tzdata again"
    case .inconsistent: "its tables contradict each other; install Debian's package tzdata again"
    case .countsLeapSeconds: "it counts leap seconds; name the zone without right/"
    case .unreadableRule: "its rule for the future is not one of POSIX"
    }
  }
}
