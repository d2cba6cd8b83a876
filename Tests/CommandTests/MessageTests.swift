import Foundation
import Testing

@Suite(.timeLimit(.minutes(30))) struct MessageTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private static let hostile = "x\u{1B}[31m\u{9B}2J\u{202E}\r\u{7}"

  private func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
    }
  }

  @Test(
    arguments: [
      ["report", hostile, "--report", "quality"],
      ["report", "hostile", "--report", "quality", "--timezone", hostile],
      ["report", "hostile", "--report", "quality", "--since", hostile],
      ["report", "hostile", "--report", hostile],
      ["report", "hostile", "--format", hostile],
      ["report", "hostile", "--report", "quality", "--\(hostile)"],
      ["report", "traffic", "--output", "traffic/inbound.ndjson/\(hostile)"],
      ["report", "traffic", "--output", "/proc/\(hostile)"],
      ["generate", "--output", "/proc/\(hostile)"],
      ["generate", "--output", "new", "--size", hostile],
      ["codes", hostile], [hostile],
    ])
  func `what was typed is escaped in messages`(arguments: [String]) throws {
    let finished = try sandbox.run(arguments)
    #expect([64, 66, 73].contains(finished.status))
    #expect(finished.error.contains("x\\"), "the text is named: \(finished.error)")
    #expect(isSafe(finished.error), "\(finished.error.debugDescription)")
    #expect(finished.output.isEmpty)
  }

  @Test(
    arguments: [
      ["report", "a\nb", "--report", "quality"],
      ["report", "traffic", "--output", "traffic/inbound.ndjson/a\nb"],
      ["report", "traffic", "--output", "/proc/a\nb"],
      ["generate", "--output", "/proc/a\nb"],
    ])
  func `a name with a line feed makes no second line`(arguments: [String]) throws {
    let error = try sandbox.run(arguments).error
    #expect(error.hasPrefix("waybill: "))
    #expect(error.split(separator: "\n").count == 1, "\(error)")
  }

  @Test func `names of archives are escaped in messages`() throws {
    let finished = try sandbox.run("report", "hostile", "--report", "inbound")
    #expect(finished.status == 3)
    let lines = finished.error.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix(#"waybill: hostile/a\x0a\x1b[31m\u{202e}.gz: truncated: "#))
  }

  @Test(.enabled(if: Sandbox.canMount), .disabled(if: Sanitizer.isAddress || Sanitizer.isThread))
  func `without its arguments no command passes for a call of none`() throws {
    let finished = try sandbox.shell(
      "unshare -m sh -c 'umount -l /proc; waybill report traffic --output out'")
    #expect(finished.status == 74 && finished.output.isEmpty)
    #expect(
      finished.error
        == "waybill: the arguments cannot be read: /proc has to be mounted\n")
  }

  @Test func `usage is that of the command`() throws {
    for wrong in [
      ["report"], ["report", "--frobnicate"], ["report", "traffic", "--since", "tomorrow"],
      ["report", "traffic", "--report", "quality", "--timezone", "Nowhere"],
    ] {
      let error = try sandbox.run(wrong).error
      #expect(error.contains("\nUsage: waybill report "), "\(error)")
      #expect(error.hasSuffix("\n  See 'waybill report --help' for more information.\n"))
    }
    let error = try sandbox.run("generate", "--output", "new", "--hours", "0").error
    #expect(error.contains("\nUsage: waybill generate --output <dir> "), "\(error)")
  }

  @Test func `an unknown option is told before what else is wrong`() throws {
    for wrong in [["report", "--frobnicate"], ["report", "traffic", "--frobnicate"]] {
      #expect(try sandbox.run(wrong).error.hasPrefix("Error: Unknown option '--frobnicate'\n"))
    }
  }
}
