internal import Foundation
import Primitives

@testable import Callbacks
@testable import Oracle

extension Target {
  /// Times as archives and options write them.
  static let times = Target("times", lengthLimit: 64, seeds: timeSeeds) { bytes in
    let time = Timestamp(rfc3339: bytes.span)
    // Years of four digits is what the oracle knows nothing of.
    let expected = Oracle.rfc3339(bytes).flatMap { Timestamp(checkedMilliseconds: $0) }
    require(time == expected, "\(time as Any) instead of \(expected as Any)")
    if let time {
      let again = Timestamp(rfc3339: time.rfc3339.span)
      require(again == time, "\(time) is read as \(again as Any)")
      compareWithSystem(time)
    }
    checkLineTime(bytes)
    checkExpression(String(decoding: bytes, as: UTF8.self))
  }

  private static let timeSeeds = [
    "2026-11-22T13:04:05Z", "2026-02-29t23:59:60.123456+05:30", "0000-01-01 00:00:00.0-23:59",
    "9999-12-31T23:59:59.999z", "[2026-07-06 12:00:00,5 +0000] x", "<13>Jul  6 12:00:00 h",
    "<165>1 2026-07-06T12:00:00Z h", "Dec 31 23:59:60 x", "2026-11-22", "2026-11-22 13:04",
    "2026-11-22T13:04:05", "13:04", "now", "today", "yesterday", "-2h", "-7d", "-99999999w", "-0s",
  ].map { Array($0.utf8) }

  /// The date that the system's calendar shows for the same instant.
  private static func compareWithSystem(_ time: Timestamp) {
    var seconds = time_t(time.secondsSinceEpoch)
    var parts = unsafe tm()
    // SAFETY: both pointers are to variables of this function.
    guard unsafe gmtime_r(&seconds, &parts) != nil else { return }
    let text = String(decoding: time.rfc3339, as: UTF8.self)
    let fields = unsafe [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday]
    let date = text.prefix(10).split(separator: "-").compactMap { Int32($0) }
    require(date == fields, "\(text) is \(fields)")
    let clock = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int32($0) }
    let hands = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec]
    require(clock == hands, "\(text) is \(clock)")
  }

  private static func checkLineTime(_ bytes: [UInt8]) {
    for time in [LineTime(bytes.span), LineTime(ofContainer: bytes.span)] {
      guard let time else { continue }
      require(time.end <= bytes.count && time.end >= 15, "a time of \(time.end) bytes")
      // What stands behind the time and its blank does not matter.
      let more = Array(bytes.prefix(time.end + 1)) + Array("x2026".utf8)
      let again = LineTime(more.span) ?? LineTime(ofContainer: more.span)
      require(
        again?.end == time.end && again?.instant == time.instant, "\(time), \(again as Any)")
    }
  }

  private static func checkExpression(_ text: String) {
    guard let expression = try? TimeExpression(text) else { return }
    let again = try? TimeExpression(expression.description)
    require(again == expression, "\(text) is \(expression), and that \(again as Any)")
    for now in [Timestamp.earliest, Timestamp(millisecondsSinceEpoch: 0), .latest] {
      for zone in zonesOfExpressions { _ = try? expression.resolved(now: now, zone: zone) }
    }
  }

  private static let zonesOfExpressions: [Zone] = ["UTC", "-23:59", "+14:00", "America/New_York"]
    .compactMap { try? Zone(named: $0) }

  /// Numbers and base64.
  static let numbers = Target("numbers", lengthLimit: 64, seeds: numberSeeds) { bytes in
    checkNumber(bytes)
    checkBase64(bytes)
  }

  private static let numberSeeds = [
    "0", "-0.0e+5", "4770", "4770.0", "4.77e3", "9223372036854775807", "-9223372036854775808",
    "92233720368547758070e-1", "1e18", "1e19", "0.1", "-0.000000000000000000001", "1e-400",
    "1783339200.123", "1e1000000001", "1783339200.12345678901234567890", "00000000000000000000001",
    "Zm9vYg==", "Zm9vYmE", "-_-_", "=",
    "Zm9vYmFyZm9vYmFyZm9vYmFy",
  ].map { Array($0.utf8) }

  private static func checkNumber(_ bytes: [UInt8]) {
    guard Oracle.isJSONNumber(bytes) else {
      require(JSONNumber(unsigned: bytes.span) == nil, "no number is read as one")
      _ = JSONNumber(bytes.span, 0..<bytes.count)
      return
    }
    let isUnsigned = bytes.first != UInt8(ascii: "-")
    let number = JSONNumber(bytes.span, 0..<bytes.count)
    let unsigned = JSONNumber(unsigned: bytes.span)
    require(isUnsigned ? unsigned == number : unsigned == nil, "\(unsigned as Any)")
    let oracle = OracleNumber(bytes)
    guard let number else { return require(false, "\(oracle) is not read") }
    let whole = oracle.isWhole ? oracle.cut() : nil
    require(number.whole == whole, "\(number.whole as Any) instead of \(whole as Any)")
    for places in [0, 3] {
      let floored = number.floored(decimalPlaces: places)
      let isBelow = oracle.isNegative && oracle.digits.count > max(0, oracle.exponent + places)
      let expected = oracle.cut(timesTenToThe: places).flatMap { Self.sum($0, isBelow ? -1 : 0) }
      require(floored == expected, "\(places): \(floored as Any) instead of \(expected as Any)")
    }
    let isAbove = !oracle.isNegative && !oracle.isWhole
    let roundedUp = oracle.cut().flatMap { Self.sum($0, isAbove ? 1 : 0) }
    require(number.roundedUp == roundedUp, "\(number) instead of \(roundedUp as Any)")
  }

  /// `nil` beyond 64 bits.
  private static func sum(_ a: Int64, _ b: Int64) -> Int64? {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  private static func checkBase64(_ bytes: [UInt8]) {
    var decoded: [UInt8] = [1, 2, 3]
    let isValid = Base64.decode(bytes.span, to: &decoded)
    let expected = Oracle.base64Decoded(bytes)
    require(isValid == (expected != nil), "\(isValid) instead of \(expected as Any)")
    if let expected { require(decoded == [1, 2, 3] + expected, "\(decoded)") }
    let encoded = Base64.encode(bytes)
    require(Data(bytes).base64EncodedData() == Data(encoded), "\(encoded)")
    // Foundation takes the standard alphabet alone, but signs of equality anywhere.
    if isValid, let data = Data(base64Encoded: Data(bytes)) {
      require(decoded == [1, 2, 3] + data, "\(decoded) instead of \(Array(data))")
    }
  }
}
