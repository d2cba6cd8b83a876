import Foundation
import TestSupport
import Testing

/// A device that fails while an archive is read.
@Suite(.timeLimit(.minutes(30)), .enabled(if: SystemCalls.canBeTampered))
struct DeviceFailureTests {
  @Test(arguments: ["1-whole.ndjson", "2-cut.gz", "3-wrong.gz", "4-foreign.gz"])
  func `a device that fails is told, whatever was wrong before`(name: String) throws {
    let sandbox = try Sandbox()
    let byteCount = try Data(
      contentsOf: sandbox.scratch.url.appending(path: "mixed/\(name)")
    ).count
    // The second call would find the end.
    let finished = try sandbox.shell(
      SystemCalls.tamper(
        "-P mixed/\(name) waybill check mixed/\(name) --tolerate-damage", "read", "error=EIO", at: 2
      ))
    #expect(finished.status == 74)
    #expect(
      finished.error.contains(
        """
        mixed/\(name): unreadable: cannot be read on at byte \(byteCount): Input/output error
        """))
  }
}
