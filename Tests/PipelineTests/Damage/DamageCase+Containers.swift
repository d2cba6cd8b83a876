import TestSupport

/// How archives are stored.
extension DamageCase {
  static let whole: [DamageCase] = {
    let two = line(1) + line(2)
    return [
      DamageCase("plain.ndjson", two, "ok 256 2 2 0 0 1 2"),
      DamageCase("plain-named.gz", two, "ok 256 2 2 0 0 1 2"),
      DamageCase("gzip-named.json", member(two), "ok 256 2 2 0 0 1 2"),
      DamageCase("gzip-named.log", gzip(two), "ok 256 2 2 0 0 1 2"),
      DamageCase("two-members.gz", member(line(1)) + member(line(2)), "ok 256 2 2 0 0 1 2"),
      DamageCase(
        "line-across-members.gz",
        member(Array(two[..<200])) + member([]) + member(Array(two[200...])), "ok 256 2 2 0 0 1 2"),
      DamageCase(
        "empty-members.gz", member([]) + member(line(1)) + member([]), "ok 128 1 1 0 0 1 1"),
      DamageCase("zero-length.gz", [], "empty 0 0 0 0 0 - -"),
      DamageCase("zero-length.ndjson", [], "empty 0 0 0 0 0 - -"),
      DamageCase("only-empty-members.gz", member([]) + member([]), "empty 0 0 0 0 0 - -"),
      DamageCase("zeros-behind.gz", member(line(1)) + zeros(361), "ok 128 1 1 0 0 1 1"),
      DamageCase(
        "zeros-between.gz", member(line(1)) + zeros(9) + member(line(2)), "ok 256 2 2 0 0 1 2"),
      DamageCase(
        "all-header-fields.gz",
        member(
          line(1),
          GzipFields(extra: zeros(300), name: "a.ndjson", comment: "copied", isChecked: true)),
        "ok 128 1 1 0 0 1 1"),
      DamageCase(
        "each-header-field.gz",
        member(line(1), GzipFields(extra: [])) + member(line(2), GzipFields(name: ""))
          + member(line(3), GzipFields(comment: "c"))
          + member(line(4), GzipFields(isChecked: true)),
        "ok 512 4 4 0 0 1 4"),
      DamageCase("gzip-in-gzip.gz", member(member(two)), "ok 256 2 2 0 0 1 2"),
      DamageCase("four-layers.gz", gzip(gzip(member(member(two)))), "ok 256 2 2 0 0 1 2"),
      DamageCase(
        "members-in-members.gz",
        member(member(line(1)) + Array(member(line(2))[..<100]))
          + member(Array(member(line(2))[100...])), "ok 256 2 2 0 0 1 2"),
      DamageCase("empty-in-gzip.gz", member(member([])), "empty 0 0 0 0 0 - -"),
    ]
  }()

  static let damaged: [DamageCase] = {
    let one = member(line(1))
    let again = "fetch the archive again"
    let crc = "0x" + String(gzipChecksum(line(1)), radix: 16)
    let wrongCRC = "0x" + String(gzipChecksum(line(1)) ^ 1, radix: 16)
    return [
      DamageCase(
        "garbage-behind.gz", one + Array("sync.sh\n".utf8), "corrupt 128 1 1 0 0 1 1",
        "something other than zeros follows the last gzip member at byte 151; \(again)"),
      DamageCase(
        "garbage-behind-zeros.gz", one + [0, 0, 0, 7], "corrupt 128 1 1 0 0 1 1",
        "something other than zeros follows the last gzip member at byte 154; \(again)"),
      DamageCase(
        "plain-behind.gz", one + line(2), "corrupt 128 1 1 0 0 1 1",
        "something other than zeros follows the last gzip member at byte 151; \(again)"),
      DamageCase(
        "wrong-magic.gz", one.flipping(1, at: 0) + member(line(2)), "corrupt 256 2 2 0 0 1 2",
        "gzip member 1, byte 0: it does not begin as gzip does; \(again)"),
      DamageCase(
        "wrong-header-checksum.gz",
        member(line(1), GzipFields(isChecked: true)).flipping(0x80, at: 11) + member(line(2)),
        "corrupt 256 2 2 0 0 1 2",
        "gzip member 1, byte 10: the header's checksum is wrong; \(again)"),
      DamageCase(
        "wrong-checksum.gz", one.flipping(1, at: 143) + member(line(2)), "corrupt 256 2 2 0 0 1 2",
        "gzip member 1, byte 143: the CRC-32 is \(crc), not \(wrongCRC) as stored; \(again)"),
      DamageCase(
        "wrong-length.gz", one.flipping(1, at: 147) + member(line(2)), "corrupt 256 2 2 0 0 1 2",
        "gzip member 1, byte 147: the length modulo 2^32 is 128, not 129 as stored; \(again)"),
      DamageCase(
        "broken-deflate.gz", one + GzipFields().header + [7] + member(line(2)),
        "corrupt 128 1 1 0 0 1 1",
        "gzip member 2, byte 162: broken deflate data (invalid block type); \(again)"),
      DamageCase(
        "unknown-method.gz", one + one.flipping(8 ^ 7, at: 2), "corrupt 128 1 1 0 0 1 1",
        "gzip member 2, byte 153: unknown compression method 7; \(again)"),
      DamageCase(
        "reserved-flags.gz", one + one.flipping(0x40, at: 3), "corrupt 128 1 1 0 0 1 1",
        "gzip member 2, byte 154: reserved header flags 0x40; \(again)"),
    ] + truncated
  }()

  private static let truncated: [DamageCase] = {
    let two = member(line(1) + line(2))
    func ends(_ member: Int, _ byte: Int) -> String {
      "ends inside gzip member \(member) at byte \(byte); is it still being written?"
    }
    return [
      DamageCase(
        "cut-in-line.gz", Array(two[..<215]), "truncated 200 2 1 1 0 1 1",
        "\(ends(1, 215)); first malformed at line 2, offset 200: the value is cut short"),
      DamageCase(
        "cut-between-lines.gz", Array(two[..<143]), "truncated 128 1 1 0 0 1 1", ends(1, 143)),
      DamageCase(
        "cut-in-trailer.gz", Array(two.dropLast(7)), "truncated 256 2 2 0 0 1 2", ends(1, 272)),
      DamageCase(
        "cut-in-second-header.gz", two + two[..<5], "truncated 256 2 2 0 0 1 2", ends(2, 284)),
      DamageCase("cut-in-magic.gz", [0x1F], "truncated 0 0 0 0 0 - -", ends(1, 1)),
      DamageCase("only-magic.gz", [0x1F, 0x8B], "truncated 0 0 0 0 0 - -", ends(1, 2)),
      DamageCase(
        "inner-cut.gz", member(Array(two[..<215])), "truncated 200 2 1 1 0 1 1",
        """
        in gzip layer 2: \(ends(1, 215)); \
        first malformed at line 2, offset 200: the value is cut short
        """),
      DamageCase(
        "outer-cut.gz", Array(member(two)[..<230]), "truncated 200 2 1 1 0 1 1",
        "\(ends(1, 230)); first malformed at line 2, offset 200: the value is cut short"),
      DamageCase(
        "inner-wrong-length.gz", member(two.flipping(2, at: 275)), "corrupt 256 2 2 0 0 1 2",
        """
        in gzip layer 2: gzip member 1, byte 275: \
        the length modulo 2^32 is 256, not 258 as stored; fetch the archive again
        """),
      DamageCase(
        "inner-garbage.gz", member(two + [7]), "corrupt 256 2 2 0 0 1 2",
        """
        in gzip layer 2: something other than zeros follows the last gzip member at byte 279; \
        fetch the archive again
        """),
    ]
  }()

  /// What `zstd`, `bzip2` and `xz` make of an empty array and a line feed, and wide characters.
  static let foreign: [DamageCase] = {
    let zstd = bytes("28b52ffd04581900005b5d0ab0452f18")
    let bzip2 = bytes(
      """
      425a68393141592653594c7e7850000000c2000010000a20002198198461772453850904c7e78500
      """)
    let xz = bytes(
      """
      fd377a585a000004e6d6b4460200210116000000742fe5a30100025b5d0a00000ed3a780dace274200011b030b2f\
      b9101fb6f37d010000000004595a
      """)
    let text = String(decoding: line(1), as: UTF8.self).utf16
    let little = text.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let nothing = "unreadable 0 0 0 0 0 - -"
    let utf16 = "UTF-16 text; convert it to UTF-8 first"
    return [
      DamageCase("zstd-named.gz", zstd, nothing, "zstd-compressed; decompress it first"),
      DamageCase("bzip2-named.log", bzip2, nothing, "bzip2-compressed; decompress it first"),
      DamageCase("xz-named.json", xz, nothing, "xz-compressed; decompress it first"),
      DamageCase("zstd-in-gzip.gz", gzip(zstd), nothing, "zstd-compressed; decompress it first"),
      DamageCase(
        "xz-in-gzip-in-gzip.gz", gzip(gzip(xz)), nothing,
        "xz-compressed; decompress it first"),
      DamageCase("utf-16-little-marked.json", [0xFF, 0xFE] + little, nothing, utf16),
      DamageCase("utf-16-big-marked.json", [0xFE, 0xFF] + big, nothing, utf16),
      DamageCase("utf-16-little.json", little, nothing, utf16),
      DamageCase("utf-16-big.json", big, nothing, utf16),
      DamageCase("utf-16-in-gzip.gz", gzip(big), nothing, utf16),
      DamageCase(
        "five-layers.gz", gzip(gzip(gzip(member(member(line(1)))))), nothing,
        "more than 4 layers of gzip; decompress it first"),
    ]
  }()
}
