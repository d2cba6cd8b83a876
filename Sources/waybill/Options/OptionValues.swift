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
  /// Reads the value of an option.
  init(option name: String, _ text: String) throws {
    do throws(TimeExpressionError) {
      try self.init(text)
    } catch {
      throw ValidationError("\(name): \(error)")
    }
  }

  func resolved(option name: String, now: Timestamp, _ zone: Zone) throws -> Timestamp {
    do throws(TimeExpressionError) {
      return try resolved(now: now, zone: zone)
    } catch {
      throw ValidationError("\(name): \(error)")
    }
  }
}
