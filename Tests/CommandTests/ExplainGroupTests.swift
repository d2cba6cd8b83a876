import Foundation
import TestSupport
import Testing

/// Recipients of a group share what becomes of their message, and say as little as one.
@Suite struct ExplainGroupTests {
  /// Events of a message to a group in which all fail.
  private func failures(_ number: Int) -> String {
    let to = (0..<10).map { "\"+1919555\(number)2\($0)\"" }.joined(separator: ",")
    return (0..<10).map { recipient in
      """
      [{"type":"message-failed","time":"2026-11-20T06:1\(recipient % 6):00Z","errorCode":4770,\
      "to":"+1919555\(number)2\(recipient)","description":"rejected","message":{\
      "id":"17951\(760 + number)00000abcdefgh234567zz","owner":"+19195550100","from":"+19195550100",\
      "applicationId":"app-new","time":"2026-11-20T06:10:00Z","segmentCount":1,"direction":"out",\
      "channel":"MMS","to":[\(to)]}}]

      """
    }.joined()
  }

  private func named(_ sandbox: Sandbox, groups: Int) throws -> String {
    let events = (0..<groups).map { failures(10 + $0) }.joined()
    try sandbox.scratch.write(events.utf8, to: "groups.ndjson")
    let finished = try sandbox.run(
      "explain", "logs", "groups.ndjson", "--since", "2026-11-20 06:00", "--until",
      "2026-11-20 07:00", "--format", "csv")
    #expect(finished.status == 0, "\(finished)")
    return finished.output.split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  @Test func `a few groups are chance, and many are not`() throws {
    let sandbox = try Sandbox()
    let generated = try sandbox.run(
      "generate", "--output", "logs", "--size", "12MB", "--hours", "8", "--seed", "1",
      "--no-incident")
    try #require(generated.status == 0)
    #expect(try named(sandbox, groups: 0).isEmpty)
    #expect(try named(sandbox, groups: 1).isEmpty)
    #expect(try named(sandbox, groups: 2).isEmpty)
    #expect(try named(sandbox, groups: 60).contains("app-new"))
  }
}
