import TestSupport
import Testing

/// Outputs whose names are not UTF-8.
@Suite(.timeLimit(.minutes(30))) struct NameTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test(arguments: [
    ("--output", "report traffic --output \"$(printf 'out\\377')\""),
    ("--output", "report traffic --output=\"$(printf 'out\\377')\""),
    ("--metrics", "report traffic --output out --metrics \"$(printf 'a\\377.prom')\""),
    ("--rejects", "check traffic --rejects \"$(printf 'a\\377')\""),
    ("--output", "lifecycles traffic --output \"$(printf 'a\\377')\""),
    ("--ledger", "report traffic --output out --ledger \"$(printf 'l\\377')\""),
    ("--ledger", "ledger merge traffic --ledger \"$(printf 'l\\377')\""),
    ("--ledger", "ledger status --ledger \"$(printf 'l\\377')\""),
    ("--ledger", "trace 1 traffic --ledger \"$(printf 'l\\377')\""),
    ("OTHER", "ledger merge \"$(printf 'l\\377')\" --ledger ledger"),
    ("--output", "generate --output \"$(printf 'out\\377')\""),
  ])
  func `no other file is written than what was named`(option: String, command: String) throws {
    let finished = try sandbox.shell("waybill \(command); echo $?; ls")
    #expect(
      finished.error.hasPrefix(
        "Error: \(option) names a file or folder that is not UTF-8; give it another name\n"),
      "\(finished.error)")
    let before = try sandbox.shell("ls").output
    #expect(finished.output == "64\n" + before)
  }
}
