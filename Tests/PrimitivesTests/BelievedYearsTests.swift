import Primitives
import Testing

struct BelievedYearsTests {
  @Test func `they begin and end with a year`() {
    let days = BelievedYears.days
    #expect(CivilDate(daysSinceEpoch: Int64(days.lowerBound)).description == "2010-01-01")
    #expect(CivilDate(daysSinceEpoch: Int64(days.upperBound)).description == "2100-01-01")
    #expect(BelievedYears.hours == 350_640..<1_139_568)
  }
}
