internal import Primitives

extension Value {
  /// Appends the value as a table shows it, at most `width` columns of the terminal wide if it is a
  /// text.
  ///
  /// - Returns: The width of what was appended.
  func append(
    _ column: TableColumn, width: Int, _ style: TableStyle, to output: inout [UInt8]
  ) -> Int {
    guard !isMissing else {
      output.append(style.missing)
      return 1
    }
    if case .text(let text) = self, column.unit != .time {
      return TableText.append(
        text, width: width, column.look.cut, style, to: &output)
    }
    let start = output.count
    var excess = 0
    switch self {
    case .missing: break
    case .text(let period): output.append(time: period, hasSeconds: false)
    case .integer(let number): output.append(number, column.unit)
    case .boolean(let flag): output.append(flag ? "yes" : "no")
    case .ratio(let numerator, let denominator):
      output.append(percent: numerator, of: denominator)
    case .factor(let numerator, let denominator):
      output.append(factor: numerator, of: denominator)
      output.append(style.times)
      excess = style.times.utf8CodeUnitCount - 1
    case .milliseconds(let milliseconds): output.append(duration: milliseconds)
    case .instant(let instant): output.append(time: instant.rfc3339, hasSeconds: true)
    }
    return output.count - start - excess
  }

  /// The width of the value as a table shows it, however long it is.
  func width(_ column: TableColumn, _ style: TableStyle, _ buffer: inout [UInt8]) -> Int {
    if case .text(let text) = self, !text.isEmpty, column.unit != .time {
      return TableText.width(text, style.characters)
    }
    buffer.removeAll(keepingCapacity: true)
    return append(column, width: .max, style, to: &buffer)
  }

  /// How large the value is as a part of the whole, or of the greatest one.
  func part(ofGreatest greatest: Int64) -> (part: Int64, whole: Int64)? {
    switch self {
    case .ratio(let numerator, let denominator) where denominator > 0: (numerator, denominator)
    case .integer(let number) where number >= 0 && greatest > 0: (number, greatest)
    default: nil
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: Int64, _ unit: Unit) {
    switch unit {
    case .code: append(decimal: number)
    case .bytes where number >= 0: append(size: number)
    case .milliseconds: append(duration: number)
    default: append(grouped: number)
    }
  }

  /// Appends a time of RFC 3339 with a blank between date and time, and without what is below a
  /// second or a minute.
  fileprivate mutating func append(time text: [UInt8], hasSeconds: Bool) {
    let (date, time) = (text.prefix(10), text.dropFirst(11))
    let offset = time.drop { $0 != UInt8(ascii: "Z") && $0 != UInt8(ascii: "+") && $0 != 0x2D }
    append(contentsOf: date)
    append(UInt8(ascii: " "))
    append(contentsOf: time.prefix(hasSeconds ? 8 : 5))
    append(contentsOf: offset)
  }
}
