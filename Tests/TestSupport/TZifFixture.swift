/// Builds compiled time zones by hand, damaged ones included.
public struct TZifFixture {
  public var version = UInt8(ascii: "2")
  /// Seconds since the epoch, and the index into ``types`` that holds from then on.
  public var changes: [(time: Int64, type: UInt8)] = []
  public var types: [(offset: Int32, isDaylight: UInt8)] = [(0, 0)]
  public var leapSeconds = 0
  public var rule = ""

  public init() {}

  public var bytes: [UInt8] {
    let old = block(timeSize: 4)
    guard version >= UInt8(ascii: "2") else { return old }
    return old + block(timeSize: 8) + "\n\(rule)\n".utf8
  }

  private func block(timeSize: Int) -> [UInt8] {
    var bytes = Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, changes.count, types.count, 4] {
      bytes += bigEndian(UInt32(count))
    }
    for change in changes {
      bytes +=
        timeSize == 4
        ? bigEndian(UInt32(truncatingIfNeeded: change.time))
        : bigEndian(UInt64(bitPattern: change.time))
    }
    bytes += changes.map(\.type)
    for type in types {
      bytes += bigEndian(UInt32(bitPattern: type.offset)) + [type.isDaylight, 0]
    }
    bytes += Array("XXX\0".utf8)
    bytes += Array(repeating: 0, count: leapSeconds * (timeSize + 4))
    return bytes
  }

  private func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    stride(from: number.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: number >> $0)
    }
  }
}
