import Primitives
import Testing

struct AgeLimitTests {
  private static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)

  @Test(
    arguments: [
      ("90s", 90_000), ("45m", 2_700_000), ("26h", 93_600_000), ("3d", 259_200_000),
      ("2w", 1_209_600_000), ("0h", 0),
    ] as [(String, Int64)])
  func `exactly the limit is not older`(text: String, milliseconds: Int64) throws {
    let limit = try #require(AgeLimit(text))
    let end = Self.now.advanced(byMilliseconds: -milliseconds)
    #expect(limit.description == text)
    #expect(!limit.isExceeded(by: end, now: Self.now))
    #expect(limit.isExceeded(by: end.advanced(byMilliseconds: -1), now: Self.now))
    #expect(!limit.isExceeded(by: .latest, now: Self.now))
  }

  @Test func `nothing is older than all years`() throws {
    let limit = try #require(AgeLimit("9999w"))
    #expect(limit.isExceeded(by: .earliest, now: Self.now))
    #expect(!limit.isExceeded(by: .earliest, now: .earliest.advanced(byMilliseconds: 1)))
  }

  @Test(arguments: [
    "", "h", "26", "-26h", "+26h", "1.5h", " 26h", "26 h", "26H", "now", "99999999w",
  ])
  func `anything else is none`(text: String) {
    #expect(AgeLimit(text) == nil)
  }
}
