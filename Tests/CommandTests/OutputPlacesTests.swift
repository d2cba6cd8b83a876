import Foundation
import TestSupport
import Testing

/// Outputs that would take the place of each other, or of the key.
@Suite struct OutputPlacesTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    _ = try sandbox.shell(
      """
      mkdir out; printf 0123456789abcdef0123456789 > key; chmod 600 key; ln -s key link; ln -s out too
      """)
  }

  @Test(arguments: [
    (
      "report traffic --output out --metrics key --redact key",
      "--metrics names the key of --redact"
    ),
    (
      "report traffic --output out --rejects ./key --redact link",
      "--rejects names the key of --redact"
    ),
    (
      "report traffic --output out --rejects link --redact key",
      "--rejects names the key of --redact"
    ),
    ("lifecycles traffic --output key --redact key", "--output names the key of --redact"),
    ("check traffic --rejects key --redact key", "--rejects names the key of --redact"),
    (
      "ledger add traffic --ledger l --rejects key --redact key",
      "--rejects names the key of --redact"
    ),
    (
      "report traffic --output out --metrics a --rejects ./a",
      "--rejects and --metrics name the same file"
    ),
    (
      "lifecycles traffic --output too/a --rejects out/a",
      "--rejects and --output name the same file"
    ),
    (
      "report traffic --output out --metrics too/report.json",
      "--metrics names a file of the reports in --output: report.json"
    ),
    (
      "report traffic --output new --rejects new/./delivery.csv",
      "--rejects names a file of the reports in --output: delivery.csv"
    ),
    (
      "nightly traffic --ledger l --output out --metrics out/days.csv",
      "--metrics names a file of the reports in --output: days.csv"
    ),
  ])
  func `nothing is written`(line: String, message: String) throws {
    let finished = try sandbox.shell("waybill \(line)")
    #expect(finished.status == 64 && finished.output.isEmpty)
    #expect(finished.error.hasPrefix("Error: \(message)\n"), "\(finished)")
    #expect(try sandbox.text("key") == "0123456789abcdef0123456789")
    #expect(try sandbox.shell("ls out; ls -d new l a 2>/dev/null").output.isEmpty)
  }

  @Test func `files beside the reports are all right`() throws {
    let line =
      "waybill report traffic --output out --metrics out/a.prom --rejects out/a --redact key"
    #expect(try sandbox.shell(line).status == 0)
    #expect(try sandbox.shell("ls out/a.prom out/a out/report.json").status == 0)
  }

  @Test func `everybody may read metrics, whatever the umask`() throws {
    let line = "umask 077; waybill report traffic --output out --metrics a.prom"
    #expect(try sandbox.shell("\(line); stat -c %a a.prom out/report.json").output == "644\n600\n")
  }
}
