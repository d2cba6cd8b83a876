import TestSupport
import Testing

/// A beginning before the window is told if the change since then is.
@Suite struct ExplainOnsetTests {
  /// An SMS every two seconds, three hours before the window and in it, of which one in 60 fails; from 50
  /// minutes before the window on one in fewer.
  private func callbacks(oneIn count: Int) -> String {
    (0..<7200).map { number in
      let fails = number % (number < 3900 ? 60 : count) == 0
      let outcome = fails ? "failed\",\"errorCode\":4720" : "delivered\""
      let minute = number / 30
      let time = "2026-11-20T0\(5 + minute / 60):\(minute % 60 / 10)\(minute % 10):00Z"
      return """
        [{"type":"message-\(outcome),"time":"\(time)","to":"+1919555\(1000 + number)",\
        "message":{"id":"m-\(number)","from":"+19195550100","time":"\(time)",\
        "applicationId":"app-1","direction":"out","to":["+1919555\(1000 + number)"]}}]

        """
    }.joined()
  }

  /// A rise that is no more than chance has a beginning as clear as any, but is compared with what lies
  /// just before the window.
  @Test(arguments: [(33, false), (15, true)])
  func `a beginning is told with what began`(count: Int, isTold: Bool) throws {
    let sandbox = try Sandbox()
    try sandbox.scratch.write(callbacks(oneIn: count).utf8, to: "callbacks.ndjson")
    let explained = try sandbox.run([
      "explain", "callbacks.ndjson", "--metric", "failed", "--since", "2026-11-20 08:00",
      "--until", "2026-11-20 09:00",
    ])
    try #require(explained.status == 0, "\(explained)")
    let baseline = "baseline  2026-11-20T07:00:00Z to 2026-11-20T08:00:00Z"
    #expect(explained.output.contains("began     ") == isTold, "\(explained)")
    #expect(explained.output.contains(baseline) == !isTold, "\(explained)")
    #expect(explained.output.contains("Nothing stands out") == !isTold, "\(explained)")
  }
}
