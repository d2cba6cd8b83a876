import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct CompletionTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private static func isInstalled(_ program: String) -> Bool {
    ["/bin", "/usr/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a script knows commands and options, and the shell takes it`(shell: String) throws {
    let script = try sandbox.run("--generate-completion-script", shell)
    #expect(script.status == 0)
    for word in [
      "lifecycles", "fail-if", "redact", "mms-group", "recipient_area", "duplicate_rate",
    ] {
      #expect(script.output.contains(word), "\(word)")
    }
    guard Self.isInstalled(shell) else { return }
    try sandbox.scratch.write(script.output.utf8, to: "script")
    let option = shell == "fish" ? "--no-execute" : "-n"
    #expect(try sandbox.shell("\(shell) \(option) script") == .silently)
  }

  /// What bash offers for the last word of a line.
  private func words(_ line: String) throws -> Set<String> {
    try sandbox.scratch.write(
      """
      eval "$(waybill --generate-completion-script bash)"
      COMP_WORDS=($1) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9
      _waybill waybill "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """.utf8, to: "complete")
    let run = try sandbox.shell("bash complete '\(line)'")
    #expect(run.error.isEmpty)
    return Set(run.output.split(separator: "\n").map { String($0.split(separator: " ")[0]) })
  }

  @Test(.enabled(if: isInstalled("bash"), "bash is not installed"))
  func `bash offers commands and the values of options`() throws {
    #expect(try words("waybill li").contains("lifecycles"))
    #expect(try words("waybill report --report mm") == ["mms-group"])
    #expect(try words("waybill report --by recipient_").contains("recipient_area"))
    #expect(try words("waybill report --format h") == ["html"])
    #expect(try words("waybill report --fail-if inbound.opt_o") == ["inbound.opt_outs"])
    #expect(try words("waybill report --timezone Europe/Ber") == ["Europe/Berlin"])
  }
}
