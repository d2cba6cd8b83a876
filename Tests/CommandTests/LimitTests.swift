import Foundation
import TestSupport
import Testing

/// Limits of the system, and numbers beyond all of them.
@Suite struct LimitTests {
  /// Each archive that ends in the middle of something holds files open until all are taken in.
  @Test func `a low limit of open files is raised`() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.shell(
      """
      mkdir logs; for number in $(seq 200); do
        { head -n 1 traffic/outbound.ndjson; echo "{\\"number\\": $number,"; } > logs/$number.log; done
      ulimit -Sn 64; waybill ledger add logs --ledger ledger --tolerate-damage
      """)
    #expect(made.status == 0, "\(made)")
  }

  @Test func `any number of jobs will do`() throws {
    let sandbox = try Sandbox()
    let line = "timeout 60 waybill generate --output logs --size 100kB --hours 1 --jobs \(Int.max)"
    #expect(try sandbox.shell(line).status == 0)
    #expect(
      try sandbox.shell("timeout 60 waybill report logs --output out --jobs \(Int.max)").status == 0
    )
  }
}
