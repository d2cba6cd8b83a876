import Primitives
import Testing

struct ShareTests {
  @Test(
    arguments: [
      ("0.01", "1%"), ("0.010", "1.0%"), ("0", "0%"), ("1", "100%"), ("1.0000", "100.00%"),
      ("0.005", "0.5%"), ("0.0000000001", "0.00000001%"), ("000.5", "050%"), ("0001", "0100%"),
    ])
  func `a share is a number or a percentage`(number: String, percentage: String) throws {
    let share = try #require(Share(number))
    #expect(share == Share(percentage))
    #expect(share.description == number)
  }

  @Test(
    arguments: [
      "", "%", ".", ".5", "5.", "5.%", "1.01", "100.1%", "2", "101%", "-1", "+1", "1e-2", "0,5",
      "0.5.5", " 1", "1 ", "0.5 %", "½", "٣", "0.0000000000000001", "00000000000000001", "1%%",
      "nan",
    ])
  func `anything else is none`(text: String) {
    #expect(Share(text) == nil)
  }

  @Test func `exactly the limit is not more`() throws {
    let percent = try #require(Share("1%"))
    #expect(!percent.isExceeded(by: 1, of: 100))
    #expect(percent.isExceeded(by: 1, of: 99))
    #expect(!percent.isExceeded(by: 0, of: 0))
    #expect(percent.isExceeded(by: 1, of: 0))
    let none = try #require(Share("0"))
    #expect(none.isExceeded(by: 1, of: .max))
    #expect(!none.isExceeded(by: 0, of: .max))
    let all = try #require(Share("100%"))
    #expect(!all.isExceeded(by: .max, of: .max))
    let tenth = try #require(Share("0.1"))
    #expect(!tenth.isExceeded(by: 3, of: 30))
    #expect(tenth.isExceeded(by: 3_000_000_000_000_001, of: 30_000_000_000_000_000))
  }
}
