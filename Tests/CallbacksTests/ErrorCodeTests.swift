import Callbacks
import Testing

@Suite struct ErrorCodeTests {
  @Test func `catalogue is ascending`() {
    let numbers = ErrorCode.catalogue.map(\.number)
    #expect(numbers.count == 91)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    for code in ErrorCode.catalogue {
      #expect(!code.name.isEmpty && !code.meaning.isEmpty, "\(code.number)")
      #expect(ErrorCode(code.number) == code)
      #expect(ErrorCode.known(code.number) == code)
    }
  }

  @Test func `names occur twice`() {
    let pairs: [(Int64, Int64)] = [
      (4410, 4710), (4411, 4711), (4412, 4712), (4475, 4775), (5500, 5501), (5999, 9999),
    ]
    for (first, second) in pairs {
      #expect(ErrorCode(first).name == ErrorCode(second).name)
      #expect(ErrorCode(first) != ErrorCode(second))
    }
  }

  @Test(
    arguments: [
      (4000, ErrorCode.Side.client, ErrorCode.Reporter.bandwidth), (4099, .client, .bandwidth),
      (4699, .client, .bandwidth), (4703, .client, .carrier), (4799, .client, .carrier),
      (4800, .unknown, .unknown), (4999, .unknown, .unknown), (5001, .service, .bandwidth),
      (5599, .service, .bandwidth), (5601, .service, .carrier), (5699, .service, .carrier),
      (5700, .unknown, .unknown), (5899, .unknown, .unknown), (5900, .service, .bandwidth),
      (5998, .service, .bandwidth), (6000, .unknown, .unknown), (3999, .unknown, .unknown),
      (8999, .unknown, .unknown), (9000, .ambiguous, .unknown), (9901, .ambiguous, .unknown),
      (10000, .unknown, .unknown), (770, .unknown, .unknown), (0, .unknown, .unknown),
      (-4770, .unknown, .unknown), (.max, .unknown, .unknown), (.min, .unknown, .unknown),
    ] as [(Int64, ErrorCode.Side, ErrorCode.Reporter)])
  func `digits of unknown codes`(number: Int64, side: ErrorCode.Side, reporter: ErrorCode.Reporter)
  {
    #expect(ErrorCode.known(number) == nil)
    let code = ErrorCode(number)
    #expect(code.number == number)
    #expect(code.side == side)
    #expect(code.reportedBy == reporter)
    #expect(code.name.isEmpty && code.meaning.isEmpty)
    #expect(code.retryable == .unknown)
    #expect(code.billable == .unknown)
  }

  /// The catalogue obeys the rule that stands in for it, but for one code.
  @Test func `digits of known codes`() {
    for code in ErrorCode.catalogue {
      let hundreds = code.number / 100
      let side: ErrorCode.Side =
        hundreds < 50 ? .client : hundreds < 90 ? .service : .ambiguous
      #expect(code.side == side, "\(code.number)")
      let isCarriers = hundreds == 47 || hundreds == 56 || code.number == 9999
      #expect(
        code.reportedBy == (isCarriers ? .carrier : code.number == 9902 ? .unknown : .bandwidth),
        "\(code.number)")
    }
  }

  @Test func `short forms are completed where one code fits`() {
    #expect(ErrorCode.completed(770) == 4770)
    #expect(ErrorCode.completed(902) == 9902)
    #expect(ErrorCode.completed(ErrorCode.receiptExpired) == 9902)
    #expect(ErrorCode.completed(999) == 999, "5999 or 9999")
    for short in Int64(100)...999 {
      let fitting = [4000, 5000, 9000].map { $0 + short }.filter { ErrorCode.known($0) != nil }
      #expect(ErrorCode.completed(short) == (fitting.count == 1 ? fitting[0] : short))
    }
    for number in [Int64.min, -770, -1, 0, 1, 99, 1000, 4770, 4771, 70_770, .max] {
      #expect(ErrorCode.completed(number) == number)
    }
  }
}
