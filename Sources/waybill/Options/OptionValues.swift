public import ArgumentParser
public import Lifecycles
public import Pipeline
public import Primitives
public import Reports

// How the values of options are written.

extension ReportName: ExpressibleByArgument {}
extension FileFormat: ExpressibleByArgument {}
extension RowFormat: ExpressibleByArgument {}
extension Bucket: ExpressibleByArgument {}
extension MMSReceipts: ExpressibleByArgument {}
extension ByteCount: ExpressibleByArgument {}
extension Share: ExpressibleByArgument {}
extension AgeLimit: ExpressibleByArgument {}

/// The help of options that take a time.
let timeHelp = "\(timeForms); in --timezone where it has no offset"
/// The forms of times.
let timeForms = """
  RFC 3339, YYYY-MM-DD, 'YYYY-MM-DD HH:MM', HH:MM, HH:MMZ, now, today, yesterday, -2h, -7d
  """

extension FixedWidthInteger {
  /// Reads a number of days, such as `90d`.
  init?(days text: String) {
    let digits = text.dropLast()
    guard text.last == "d", digits.utf8.allSatisfy(\.isASCIIDigit), let days = Self(digits) else {
      return nil
    }
    self = days
  }
}

extension TimeExpression {
  /// The instant that the value of an option names.
  static func instant(
    _ option: String, _ text: String, now: Timestamp, _ zone: Zone
  ) throws -> Timestamp {
    do throws(TimeExpressionError) {
      return try Self(text).resolved(now: now, zone: zone)
    } catch {
      throw ValidationError("\(option): \(error)")
    }
  }

  /// The same of an option that need not be there.
  static func instant(
    _ option: String, _ text: String?, now: Timestamp, _ zone: Zone
  ) throws -> Timestamp? {
    try text.map { try instant(option, $0, now: now, zone) }
  }
}

/// The number of days that `--keep` asks for.
func keptDays(_ text: String) throws -> Int {
  guard let days = Int(days: text), (1...36_500).contains(days) else {
    throw ValidationError("--keep must be a number of days such as 90d, from 1d to 36500d")
  }
  return days
}
