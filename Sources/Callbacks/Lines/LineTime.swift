internal import Primitives

/// The time with which a line of text begins, perhaps behind a syslog priority, perhaps in brackets.
struct LineTime {
  /// Behind the time and its bracket.
  private(set) var end = 0
  /// The time, if it is RFC 3339.
  private(set) var instant: Timestamp?

  /// Reads the time; `nil` when the line begins with none.
  init?(_ line: Span<UInt8>) {
    skipPriority(line)
    let isBracketed = line.holds(UInt8(ascii: "["), at: end)
    if isBracketed { end += 1 }
    guard readDateAndTime(line) || readSyslogTime(line) else { return nil }
    if isBracketed {
      // Some write a space before the offset. Without brackets the space ends the time as it is.
      if line.holds(0x20, at: end) { readOffset(line, at: end + 1) }
      guard line.holds(UInt8(ascii: "]"), at: end) else { return nil }
      end += 1
    } else {
      guard line.holds(0x20, at: end) || line.holds(0x09, at: end) else { return nil }
    }
  }

  /// Reads a time that stands alone, with a space behind it.
  init?(ofContainer line: Span<UInt8>) {
    guard readDateAndTime(line), line.holds(0x20, at: end) else { return nil }
  }

  /// Skips `<134>` and, behind it, the version of RFC 5424.
  private mutating func skipPriority(_ line: Span<UInt8>) {
    guard line.holds(UInt8(ascii: "<"), at: 0) else { return }
    var offset = 1
    while offset < line.count, line[offset].isASCIIDigit { offset += 1 }
    guard offset > 1, line.holds(UInt8(ascii: ">"), at: offset) else { return }
    end = offset + 1
    if line.holds(UInt8(ascii: "1"), at: end), line.holds(0x20, at: end + 1) { end += 2 }
  }

  private mutating func readDateAndTime(_ line: Span<UInt8>) -> Bool {
    guard line.matches(Self.dateAndTime, at: end) else { return false }
    let start = end
    end += 19
    if line.holds(UInt8(ascii: "."), at: end) || line.holds(UInt8(ascii: ","), at: end) {
      var offset = end + 1
      while offset < line.count, line[offset].isASCIIDigit { offset += 1 }
      if offset > end + 1 { end = offset }
    }
    readOffset(line, at: end)
    instant = Timestamp(rfc3339: line.extracting(start..<end))
    return true
  }

  private mutating func readOffset(_ line: Span<UInt8>, at start: Int) {
    if line.holds(UInt8(ascii: "Z"), at: start) || line.holds(UInt8(ascii: "z"), at: start) {
      end = start + 1
    } else if let offset = Self.offsets.first(where: { line.matches($0, at: start) }) {
      end = start + offset.count
    }
  }

  private mutating func readSyslogTime(_ line: Span<UInt8>) -> Bool {
    guard Self.months.contains(where: { line.matches($0, at: end) }) else { return false }
    guard Self.syslogTimes.contains(where: { line.matches($0, at: end + 3) }) else { return false }
    end += 15
    return true
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ].map { Array($0.utf8) }
  private static let dateAndTime = Array("dddd-dd-ddTdd:dd:dd".utf8)
  private static let syslogTimes = [" dd dd:dd:dd", "  d dd:dd:dd"].map { Array($0.utf8) }
  private static let offsets = ["+dd:dd", "+dddd"].map { Array($0.utf8) }
}

extension Span<UInt8> {
  fileprivate func holds(_ byte: UInt8, at offset: Int) -> Bool {
    offset < count && self[offset] == byte
  }

  /// Whether bytes have a form in which `d` is a digit, `T` what may divide a date from a time, `+` a
  /// sign, and everything else itself.
  fileprivate func matches(_ form: [UInt8], at start: Int) -> Bool {
    guard count - start >= form.count else { return false }
    for (index, letter) in form.enumerated() {
      let byte = self[start + index]
      let fits =
        switch letter {
        case UInt8(ascii: "d"): byte.isASCIIDigit
        case UInt8(ascii: "T"): byte | 0x20 == UInt8(ascii: "t") || byte == 0x20
        case UInt8(ascii: "+"): byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        default: byte == letter
        }
      guard fits else { return false }
    }
    return true
  }
}
