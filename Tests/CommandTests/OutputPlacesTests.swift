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
    (
      "report traffic --output new --rejects ./new",
      "--rejects and --output name the same place"
    ),
    ("report traffic --output ''", "--output must name a folder"),
    ("report traffic --output out --metrics ''", "--metrics must name a file"),
    ("lifecycles traffic --output ''", "--output must name a file"),
    ("check traffic --rejects ''", "--rejects must name a file"),
    ("generate --output ''", "--output must name a folder"),
  ])
  func `nothing is written`(line: String, message: String) throws {
    let finished = try sandbox.shell("waybill \(line)")
    #expect(finished.status == 64 && finished.output.isEmpty)
    #expect(finished.error.hasPrefix("Error: \(message)\n"), "\(finished)")
    #expect(try sandbox.text("key") == "0123456789abcdef0123456789")
    #expect(try sandbox.shell("ls out; ls -d new l a 2>/dev/null").output.isEmpty)
  }

  /// A place by whose name `..` leads out of the ledger, or a link into it.
  @Test(arguments: [
    ("known/../beside", true), ("./known/../known/a", false), ("known", false),
    ("known/new/deeper", false), ("away/../beside", true), ("away/a", false), ("in/../a", false),
    ("$PWD/known/x", false), ("none/../known/x", false), ("none/new/../../known/x", false),
    ("none/../beside", true), ("known/none/../../beside", true),
  ])
  func `outputs lie outside of a ledger`(place: String, isOutside: Bool) throws {
    let made = try sandbox.shell(
      """
      waybill ledger add traffic --ledger known; mkdir known/inner; ln -s known away
      ln -s known/inner in; waybill report --ledger known --output "\(place)"
      """)
    #expect(made.status == (isOutside ? 0 : 64), "\(made)")
    #expect(made.error.contains("--output lies in the ledger") != isOutside)
    guard isOutside else { return }
    let within = try sandbox.shell(
      "cd known; waybill report ../traffic --ledger . --output ../beside/too")
    #expect(within.status == 0, "\(within)")
  }

  /// What is made there would be replaced, or be in the way of a day.
  @Test(arguments: ["2026-11-20/report.json", "new/../2026-11-20/x", "2026-11-21", "other/x"])
  func `nothing lies among the reports of a day`(place: String) throws {
    _ = try sandbox.shell("mkdir out/2026-11-20 out/other")
    let finished = try sandbox.shell(
      "waybill nightly traffic --ledger l --output out --rejects too/\(place)")
    #expect(finished.status == 64)
    #expect(
      finished.error.hasPrefix("Error: --rejects lies among the reports of a day in --output;"))
  }

  /// A slip would destroy what no option names.
  @Test(
    arguments: [
      "lifecycles traffic --output l/journal", "report traffic --output l",
      "report traffic --output l/new", "report traffic --report delivery --rejects l/rejects",
      "nightly traffic --ledger k --output l", "check traffic --rejects l/lock",
      "ledger add traffic --ledger k --rejects l/rejects",
    ])
  func `nothing lies in a ledger that is not named`(command: String) throws {
    _ = try sandbox.shell("waybill ledger add traffic --ledger l")
    let before = try sandbox.contents("l")
    let finished = try sandbox.shell("waybill \(command)")
    #expect(finished.status == 64)
    #expect(finished.error.contains(#" lies in a ledger, "l"; name a place outside of it"#))
    #expect(try sandbox.contents("l") == before)
  }

  @Test(
    arguments: [
      "lifecycles traffic --output days/days.csv", "lifecycles traffic --output days/.state",
      "report traffic --output days/2024-03-05", "report traffic --output days",
      "report traffic --report delivery --metrics days/2024-03-05/x",
    ])
  func `nothing takes the place of reports of nights`(command: String) throws {
    _ = try sandbox.shell("waybill nightly traffic --ledger l --output days")
    let finished = try sandbox.shell("waybill \(command)")
    #expect(finished.status == 64)
    #expect(finished.error.contains(" lies among the reports of nights; name a place outside"))
    let others = "waybill report traffic --output days/other --metrics days/a.prom"
    #expect(try sandbox.shell(others) == .silently)
    #expect(try sandbox.shell("waybill nightly traffic --ledger l --output days") == .silently)
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

  /// Longer than the system takes from a folder on that is there, so that nothing can be said of where
  /// it leads.
  @Test func `a path that cannot be looked at is refused in the end`() throws {
    let finished = try sandbox.shell(
      """
      name=$(printf 'n%.0s' $(seq 246))
      (for depth in $(seq 16); do mkdir $name && cd $name; done)
      down=$(printf "$name/%.0s" $(seq 16))
      timeout 300 waybill lifecycles traffic --output "$down$(printf '../%.0s' $(seq 50))rows.csv"
      status=$?
      rm -r $name
      exit $status
      """)
    #expect(finished.status == 73)
    #expect(finished.error.hasSuffix("File name too long; nothing was replaced\n"), "\(finished)")
  }
}
