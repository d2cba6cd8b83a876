internal import Primitives
import TestSupport

enum GzipSeeds {
  static func member(_ bytes: [UInt8]) -> [UInt8] { gzip(bytes) }

  /// The deflated bytes alone.
  static func body(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    Array(gzip(bytes, level: level).dropFirst(10).dropLast(8))
  }

  /// A member around deflated bytes that hold `data`.
  static func member(body: [UInt8], data: [UInt8], flags: UInt8 = 0) -> [UInt8] {
    var header: [UInt8] = [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3]
    if flags & 4 != 0 { header += [2, 0, 7, 8] }
    if flags & 8 != 0 { header += Array("name\0".utf8) }
    if flags & 16 != 0 { header += Array("comment\0".utf8) }
    if flags & 2 != 0 {
      let checksum = header.span.checksum
      header += [UInt8(truncatingIfNeeded: checksum), UInt8(truncatingIfNeeded: checksum >> 8)]
    }
    var member = header + body
    member.append(littleEndian: UInt64(data.span.checksum) | UInt64(data.count) << 32)
    return member
  }

  static var all: [[UInt8]] {
    let text = Array(Seeds.body.utf8)
    let half = Array(text.prefix(60))
    let one = member(half)
    let stored = body(half, level: 0)
    let damaged: [[UInt8]] = [
      one + [7], one + [0x1F], Array(one.dropLast(3)), [0x1F, 0x8A] + Array(one.dropFirst(2)),
      half, [0xFF, 0xFE, 0x7B, 0], Array("BZh91".utf8),
    ]
    let whole: [[UInt8]] = [
      one, one + one, one + [0, 0, 0] + one + [0], member(one), member(member(member(member(one)))),
      member(body: stored, data: half, flags: 30), member([]),
      member([UInt8](repeating: 0, count: 3000)),
    ]
    // The first byte says whether the rest is deflated data that is to be put into members.
    var seeds = (damaged + whole).map { [0] + $0 }
    for deflated in [body(half), stored, body(text), body(text, level: 1)] {
      seeds += [[1] + deflated, [31] + deflated]
    }
    return seeds
  }
}
