import Foundation
import TestSupport
import Testing

@testable import Pipeline

struct ControlGroupTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func groups(_ text: String?) -> ControlGroups {
    ControlGroups(text, root: scratch.url.path)
  }

  private func write(_ files: [String: String]) throws {
    for (name, text) in files { try scratch.write("\(text)\n".utf8, to: name) }
  }

  @Test func `the least of a unit and what is around it holds`() throws {
    try write([
      "system.slice/waybill.service/memory.max": "max", "system.slice/memory.max": "1000000000",
      "memory.max": "2000000000", "system.slice/waybill.service/cpu.max": "150000 100000",
      "system.slice/cpu.max": "400000 100000", "cpu.max": "max 100000",
      "system.slice/other.service/memory.max": "1",
      "system.slice/other.service/cpu.max": "1 100000",
    ])
    let unit = groups("0::/system.slice/waybill.service\n")
    #expect(unit.memory == 1_000_000_000 && unit.cores == 2)
    let slice = groups("0::/system.slice")
    #expect(slice.memory == 1_000_000_000 && slice.cores == 4)
    // A container that sees its own group as the root, or the host's path, or neither.
    for text in ["0::/", "0::/docker/abc", "0::/../other", nil] {
      #expect(groups(text).memory == 2_000_000_000 && groups(text).cores == nil)
    }
  }

  @Test func `each controller may have a tree of its own`() throws {
    try write([
      "memory/a/memory.limit_in_bytes": "500000000",
      "memory/memory.limit_in_bytes": "9223372036854771712",
      "cpu/b/cpu.cfs_quota_us": "250000", "cpu/b/cpu.cfs_period_us": "100000",
      "cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000",
    ])
    let inside = groups("5:cpuacct,cpu:/b\n4:memory:/a\n1:name=systemd:/c\n0::/\n")
    #expect(inside.memory == 500_000_000 && inside.cores == 3)
    let outside = groups(nil)
    #expect(outside.memory == 9_223_372_036_854_771_712 && outside.cores == nil)
    #expect(groups("").memory == nil && groups("x\n::\n4:memory\n").cores == nil)
  }

  @Test(
    arguments: [
      ("268435456\n", 268_435_456), ("max\n", nil), ("", nil), ("0", nil), ("-1\n", nil),
    ] as [(String, Int64?)])
  func `a limit of memory is a number`(text: String, bytes: Int64?) {
    #expect(ControlGroups.bytes(text) == bytes)
  }

  @Test(
    arguments: [
      ("200000 100000\n", 2), ("150000 100000", 2), ("50000 100000", 1), ("max 100000\n", nil),
      ("-1 100000", nil), ("", nil), ("100000", nil), ("1 0", nil),
    ] as [(String, Int?)])
  func `a limit of cores is a quota and its period`(text: String, count: Int?) {
    #expect(ControlGroups.cores(text) == count)
  }
}
