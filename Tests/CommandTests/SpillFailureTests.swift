import Foundation
import Glibc
import TestSupport
import Testing

/// A disk that has no room for what does not fit into memory.
@Suite(.timeLimit(.minutes(30))) struct SpillFailureTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// Expects that a report that spills fails with this error, and that nothing shows of it.
  private func expectFailure(_ line: (_ report: String) -> String, _ error: String) throws {
    _ = try sandbox.run("report", "traffic", "--output", "out")
    let before = try sandbox.contents("out")
    _ = try sandbox.shell("mkdir spill")
    let options = SpillingTraffic.options("spill").joined(separator: " ")
    let finished = try sandbox.shell(
      line("waybill report \(try SpillingTraffic.folder) --output out \(options)"))
    #expect(finished.status == 74)
    #expect(finished.output.isEmpty)
    #expect(
      finished.error == """
        waybill: temporary file in "spill": cannot be written: \(error); give more --memory, or \
        another folder with --temp; no report was written\n
        """)
    #expect(try sandbox.names(in: "spill").isEmpty)
    #expect(try sandbox.contents("out") == before)
  }

  @Test(.enabled(if: Sandbox.canMount)) func `a full disk ends the run, and nothing is replaced`()
    throws
  {
    try expectFailure(
      { report in
        // What is left on the disk would show after the run.
        """
        unshare -m sh -c 'mount -t tmpfs -o size=1m none spill && {
          \(report); status=$?; ls -A spill; exit $status; }'
        """
      }, "No space left on device")
  }

  @Test func `a folder for temporary files may have a name of any bytes`() throws {
    let options = "--memory 32MB --jobs 2 --output out --quiet"
    let finished = try sandbox.shell(
      """
      TMPDIR=$(printf 'spill\\377'); export TMPDIR; mkdir "$TMPDIR"
      waybill report \(try SpillingTraffic.folder) \(options)
      """)
    #expect(finished == .silently)
  }

  @Test(.disabled(if: Sanitizer.isThread))
  func `so does a limit on the size of files`() throws {
    try expectFailure({ "ulimit -f 1000; \($0)" }, "File too large")
  }
}
