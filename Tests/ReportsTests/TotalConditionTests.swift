import Testing

@testable import Reports

struct TotalConditionTests {
  @Test(
    arguments: [
      ("delivery_rate<0.95", .delivery, "delivery_rate"), ("messages>0", .delivery, "messages"),
      ("failures.messages>0", .failures, "messages"), ("silent >= 1", .mmsGroup, "silent"),
      ("opt_outs=0", .inbound, "opt_outs"), ("duplicate_rate>5%", .redelivery, "duplicate_rate"),
      ("  malformed  !=  0  ", .quality, "malformed"), ("lines<=10", .quality, "lines"),
      ("mms-group.recipients=0", .mmsGroup, "recipients"),
      ("delay_max_s>3.5", .redelivery, "delay_max_s"),
    ] as [(String, ReportName, String)])
  func `a column is found in the report that has it`(
    text: String, report: ReportName, name: String
  ) throws {
    let condition = try TotalCondition(text)
    #expect(condition.report == report)
    #expect(condition.column.name == name)
    #expect("\(condition)" == text)
  }

  @Test(
    arguments: [
      ("", .noComparison("")), ("delivery_rate", .noComparison("delivery_rate")),
      ("delivery_rate==1", .noComparison("delivery_rate==1")),
      ("delivery_rate=<1", .noComparison("delivery_rate=<1")),
      ("delivery_rate<>1", .noComparison("delivery_rate<>1")),
      ("delivery_rat<1", .unknownColumn("delivery_rat", of: nil)),
      ("<1", .unknownColumn("", of: nil)),
      ("provisional=1", .unknownColumn("provisional", of: nil)),
      ("share>0.5", .unknownColumn("share", of: nil)),
      ("failures.share>0.5", .unknownColumn("share", of: .failures)),
      ("quality.status=0", .unknownColumn("status", of: .quality)),
      ("delivry.failed>0", .unknownReport("delivry")), (".failed>0", .unknownReport("")),
      ("events>0", .ambiguousColumn("events", [.redelivery, .quality])),
      ("failed>", .noNumber("")), ("failed>-1", .noNumber("-1")), ("failed>1e3", .noNumber("1e3")),
      ("failed>.5", .noNumber(".5")), ("failed>5.", .noNumber("5.")), ("failed>%", .noNumber("%")),
      ("failed>1,000", .noNumber("1,000")), ("failed>5 %", .noNumber("5 %")),
      ("failed>12345678901234567", .noNumber("12345678901234567")),
      ("failed>1.2.3", .noNumber("1.2.3")), ("failed>٣", .noNumber("٣")),
      ("failed>5%", .noRate(column: "failed")),
      ("delivery_rate<95", .moreThanAll(column: "delivery_rate", "95")),
      ("delivery_rate<100.1%", .moreThanAll(column: "delivery_rate", "100.1%")),
      ("delivery_rate<100%", nil), ("delivery_rate<1.0", nil), ("failed>1234567890.123456", nil),
    ] as [(String, TotalConditionError?)])
  func `mistakes are told apart`(text: String, expected: TotalConditionError?) {
    var found: TotalConditionError?
    do throws(TotalConditionError) {
      _ = try TotalCondition(text)
    } catch {
      found = error
    }
    #expect(found == expected)
  }

  @Test func `a mistake names what was perhaps meant, and what there is`() {
    let message = "\(TotalConditionError.unknownColumn("delivery_rat", of: nil))"
    #expect(message.hasPrefix("\"delivery_rat\" is no number in a report (delivery_rate?); write "))
    #expect(message.contains(", opt_outs, "))
    #expect(!message.contains("error_code"))
    let report = "\(TotalConditionError.unknownReport("mmsgroup"))"
    #expect(report.hasPrefix("\"mmsgroup\" is no report (mms-group?); write one of delivery, "))
  }

  /// Of 32 recipients, 30 are delivered: 0.9375 exactly.
  private static func totals(delivered: Int, failed: Int) throws -> ReportTotals {
    let time = "2026-11-22T13:00:00Z"
    let events =
      (0..<delivered).map { ReadArchive.event("message-delivered", id: "d\($0)", at: time) }
      + (0..<failed).map { ReadArchive.event("message-failed", id: "f\($0)", at: time) }
    let parameters = ReportParameters(reports: []).undivided(Set(ReportName.allCases))
    return try ReportTotals(ReadArchive(events.joined()).reports(parameters))
  }

  @Test(
    arguments: [
      ("<", [true, false, false]), ("<=", [true, true, false]), (">", [false, false, true]),
      (">=", [false, true, true]), ("=", [false, true, false]), ("!=", [true, false, true]),
    ])
  func `comparisons are exact`(sign: String, expected: [Bool]) throws {
    let totals = try Self.totals(delivered: 30, failed: 2)
    func holds(_ column: String, _ numbers: [String]) throws -> [Bool] {
      try numbers.map { try TotalCondition("\(column)\(sign)\($0)").verdict(totals) == .holds }
    }
    // What is shown has six decimals.
    #expect(
      try holds("delivery_rate", ["0.937500000000001", "0.9375", "0.937499999999999"]) == expected)
    #expect(try holds("delivery_rate", ["93.75000000000001%", "93.75%", "93.7499%"]) == expected)
    #expect(try holds("delivered", ["30.5", "30", "29.999"]) == expected)
    #expect(try holds("failures.recipients", ["3", "2.0", "1"]) == expected)
  }

  @Test func `a finding has the unit of its column`() throws {
    let totals = try Self.totals(delivered: 30, failed: 2)
    func finding(_ column: String) throws -> String {
      try TotalCondition("\(column)>0").finding(totals)
    }
    #expect(try finding("delivery_rate") == "delivery.delivery_rate is 0.937500 (30 of 32)")
    #expect(try finding("failed") == "delivery.failed is 2 recipients")
    #expect(try finding("latency_p95_ms") == "delivery.latency_p95_ms is 0 ms")
    #expect(try finding("quality.lines") == "quality.lines is 32 lines")
    #expect(try finding("delay_p50_s") == "redelivery.delay_p50_s is empty")
  }

  @Test func `what nothing is known of is undecided, and a count of nothing is zero`() throws {
    let totals = try Self.totals(delivered: 0, failed: 0)
    for column in TotalColumn.all {
      let name = "\(column.report.rawValue).\(column.name)"
      for relation in TotalCondition.Relation.allCases {
        let verdict = try TotalCondition("\(name)\(relation.rawValue)0").verdict(totals)
        let isZero = [.atMost, .atLeast, .equal].contains(relation)
        let counted: TotalCondition.Verdict = isZero ? .holds : .fails
        let expected = column.unit.isCount ? counted : .undecided
        #expect(verdict == expected, "\(name) \(relation)")
      }
    }
  }
}
