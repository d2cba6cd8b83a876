internal import Foundation

extension CorpusTimes {
  /// Seconds with three decimals, as nginx, Fluent Bit and Python's loggers write them.
  func seconds(_ milliseconds: Int64) -> String {
    "\(milliseconds / second)." + String(format: "%03d", Int(milliseconds % second))
  }

  /// A stamp in any form but the one that its member usually has; some cannot be read.
  func oddStamp(_ milliseconds: Int64) -> Draft {
    switch dice.roll(10) {
    case 0: .text("\(milliseconds)")
    case 1: .text(seconds(milliseconds))
    case 2: .text("\(milliseconds / second)")
    case 3: .text("\(milliseconds)000000")
    case 4: .object([("$date", .object([("$numberLong", .text("\(milliseconds)"))]))])
    case 5: .object([(dice.pick(["$numberLong", "$numberDecimal"]), .text("\(milliseconds)"))])
    case 6: .object([("$numberDouble", .text(seconds(milliseconds)))])
    case 7: dice.pick(Self.unreadableStamps)
    default: stamp(milliseconds)
    }
  }

  private static let unreadableStamps: [Draft] = [
    .null, .text(""), .number(-1), .text("-1783296000000"), .text("+1783296000"),
    .text("1783296000."), .text("01783296000"), .text(" 1783296000"), .text("1783296000s"),
    .text("06/Jul/2026:00:00:00 +0000"), .text("Mon Jul  6 00:00:00 2026"), .verbatim("true"),
    .array([.number(1_783_296_000)]), .object([("N", .text("1783296000"))]),
    .object([("$numberLong", .text("-1783296000000"))]),
    .object([("$numberDouble", .text("NaN"))]), .object([("$timestamp", .object([]))]),
    .text("2026-07-06 00:00:00+00"), .text("2026-07-06 00:00:00 UTC"), .verbatim("1e30"),
  ]
}
