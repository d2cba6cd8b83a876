import Foundation
import TestSupport
import Testing

/// Receipts that stop are no failures, and are looked for where failures are as usual.
@Suite struct ExplainReceiptTests {
  /// A picture message a second for two hours, sent at once and delivered ten seconds later; from the
  /// second hour on, nothing more is heard of every second recipient of a carrier, if so asked.
  private func callbacks(stopping: Bool) -> String {
    (0..<7200).map { second in
      let carrier = second % 3 == 0 ? "Cellcom" : "Verizon"
      let stops = stopping && second >= 3600 && second % 6 == 0
      let sent = event("message-sending", second, second + 1, carrier)
      return stops ? sent : sent + event("message-delivered", second, second + 10, carrier)
    }.joined()
  }

  private func event(_ type: String, _ second: Int, _ at: Int, _ carrier: String) -> String {
    """
    [{"type":"\(type)","time":"\(time(at))","to":"+1919555\(1000 + second)","description":"ok",\
    "carrierName":"\(carrier)","message":{"id":"m-\(second)","owner":"+19195550100",\
    "from":"+19195550100","applicationId":"app-1","time":"\(time(second))","segmentCount":1,\
    "direction":"out","channel":"MMS","to":["+1919555\(1000 + second)"]}}]

    """
  }

  private func time(_ second: Int) -> String {
    let minutes = second / 60
    let parts = [6 + minutes / 60, minutes % 60, second % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
    return "2026-11-20T\(parts.joined(separator: ":"))Z"
  }

  private struct Answer: Decodable {
    struct Parameters: Decodable { var metric: String }
    struct Slice: Decodable {
      var slice: [String: String]
      var metric: String
    }
    var parameters: Parameters
    var as_usual: [String]
    var slices: [Slice]
  }

  private func answer(stopping: Bool, _ options: String...) throws -> Answer {
    let sandbox = try Sandbox()
    try sandbox.scratch.write(callbacks(stopping: stopping).utf8, to: "callbacks.ndjson")
    let finished = try sandbox.run(["explain", "callbacks.ndjson", "--format", "json"] + options)
    try #require(finished.status == 0, "\(finished)")
    return try JSONDecoder().decode(Answer.self, from: Data(finished.output.utf8))
  }

  @Test func `receipts that stop are found without asking for them`() throws {
    let answer = try answer(stopping: true)
    #expect(answer.parameters.metric == "receipt_late" && answer.as_usual == ["failed"])
    #expect(answer.slices.map(\.slice) == [["carrier": "Cellcom"]])
    #expect(answer.slices.map(\.metric) == ["receipt_late"])
  }

  @Test func `a metric that is asked for is the only one`() throws {
    let failed = try answer(stopping: true, "--metric", "failed")
    #expect(failed.parameters.metric == "failed")
    #expect(failed.as_usual.isEmpty && failed.slices.isEmpty)
    let late = try answer(stopping: true, "--metric", "receipt_late")
    #expect(late.parameters.metric == "receipt_late" && late.as_usual.isEmpty)
    #expect(late.slices.map(\.slice) == [["carrier": "Cellcom"]])
  }

  @Test func `where both are as usual that is said of both`() throws {
    let answer = try answer(stopping: false)
    #expect(answer.parameters.metric == "failed" && answer.as_usual == ["receipt_late"])
    #expect(answer.slices.isEmpty)
  }
}
