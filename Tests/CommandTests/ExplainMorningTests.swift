import TestSupport
import Testing

/// An incident in the first hour of those who send by day, before which there is nothing to compare with.
@Suite(.timeLimit(.minutes(30))) struct ExplainMorningTests {
  let sandbox: Sandbox

  /// From 13:00 to 23:00 on ten working days, forty messages an hour, of which one in twenty fails; in the
  /// first hour of the last day twenty more, with a code of their own.
  init() throws {
    sandbox = try Sandbox()
    for day in [9, 10, 11, 12, 13, 16, 17, 18, 19, 20] {
      let name = day < 10 ? "0\(day)" : "\(day)"
      let lines = (0..<400).map { number in
        let (hour, place) = (13 + number / 40, number % 40)
        let time = "2026-11-\(name)T\(hour):\(place < 10 ? "0" : "")\(place):00.000Z"
        let isSpam = day == 20 && hour == 13 && place % 2 == 1
        let code = isSpam ? 4770 : (number + day) % 20 == 0 ? 4720 : nil
        let outcome =
          code.map { #""message-failed","errorCode":\#($0)"# } ?? #""message-delivered""#
        return """
          {"type":\(outcome),"time":"\(time)","to":"+1919555010\(place % 10)","message":{"id":"\
          \(name)-\(number)","time":"\(time)","direction":"out","applicationId":"app"}}\n
          """
      }
      try sandbox.scratch.write(lines.joined().utf8, to: "logs/\(name).ndjson")
    }
  }

  private static let baseline =
    "baseline  2026-11-13T13:00:00Z to 2026-11-19T14:00:00Z on 7 days\n"
  private static let slice = "error_code=4770 (destination-spam-detected)\n"

  @Test func `the hour is compared with that of other days, and found`() throws {
    let found = try sandbox.run("explain", "logs", "--quiet").output
    #expect(
      found.contains(
        "window    2026-11-20T13:00:00Z to 2026-11-20T14:00:00Z; the hour of the clearest rise\n"))
    #expect(found.contains(Self.baseline) && found.contains(Self.slice), "\(found)")
    let hour = ["--since", "2026-11-20 13:00", "--until", "2026-11-20 14:00"]
    let asked = try sandbox.run(["explain", "logs", "--quiet"] + hour).output
    #expect(asked.contains(Self.baseline) && asked.contains(Self.slice), "\(asked)")
  }

  @Test func `whoever asks for a baseline gets it`() throws {
    let asked = try sandbox.run(
      "explain", "logs", "--quiet", "--since", "2026-11-20 13:00", "--until", "2026-11-20 14:00",
      "--baseline-since", "2026-11-20 12:00"
    ).output
    #expect(asked.contains("nothing to compare with"), "\(asked)")
  }
}
