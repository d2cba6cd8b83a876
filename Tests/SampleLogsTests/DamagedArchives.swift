import TestSupport

/// Archives that cannot be read, or not to their end.
enum DamagedArchives {
  static var all: [SampleFile] {
    truncated + corrupt + unreadable
  }

  private static func callbacks(_ names: String...) -> [UInt8] {
    bodies(
      names.enumerated().map { index, name in
        SampleMessage(name, at: "19T12:1\(index):00").delivered()
      })
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> SampleFile {
    SampleFile("damaged/\(name)", stored: bytes)
  }

  private static var truncated: [SampleFile] {
    let member = StoredGzip.member(callbacks("cuta", "cutb", "cutc"))
    let whole = StoredGzip.member(callbacks("keptbeforecut"))
    return [
      // The last line is cut as well.
      file("cut-in-member.ndjson.gz", Array(member.dropLast(120))),
      file(
        "cut-in-trailer.ndjson.gz", Array(StoredGzip.member(callbacks("keptall")).dropLast(3))),
      file("cut-in-header.ndjson.gz", whole + member.prefix(7)),
    ]
  }

  private static var corrupt: [SampleFile] {
    let content = callbacks("kepta")
    let body = GzipFields().header + StoredGzip.deflate(content)
    let checksum = StoredGzip.littleEndian(gzipChecksum(content))
    let length = StoredGzip.littleEndian(UInt32(content.count))
    var checkedHeader = GzipFields(name: "callbacks.ndjson", isChecked: true).header
    checkedHeader[checkedHeader.count - 1] ^= 0xFF
    return [
      // The data is kept, and the members behind are read.
      file(
        "wrong-crc.ndjson.gz",
        body + checksum.map { ~$0 } + length + StoredGzip.member(callbacks("behindcrc"))),
      file(
        "wrong-length.ndjson.gz",
        body + checksum + length.map { $0 ^ 1 } + StoredGzip.member(callbacks("behindlength"))),
      file(
        "wrong-header-crc.ndjson.gz",
        checkedHeader + StoredGzip.deflate(callbacks("badheader"))
          + StoredGzip.trailer(of: callbacks("badheader"))),
      // A block of the reserved type in the second member: nothing behind it can be read.
      file(
        "broken-deflate.ndjson.gz",
        StoredGzip.member(callbacks("keptbefore")) + GzipFields().header + [7]
          + StoredGzip.member(callbacks("lostbehind"))),
      file(
        "unknown-method.ndjson.gz",
        StoredGzip.member(callbacks("keptfirst")) + [0x1F, 0x8B, 9, 0, 0, 0, 0, 0, 0, 3, 1, 2]),
      file(
        "bytes-after-end.ndjson.gz",
        StoredGzip.member(callbacks("keptwhole")) + Array("uploaded by sync.sh\n".utf8)),
    ]
  }

  /// The first bytes of other formats, and made-up ones behind them.
  private static var unreadable: [SampleFile] {
    let made: [UInt8] = Array("nothing that could be unpacked\n".utf8)
    let text = String(decoding: callbacks("wide"), as: UTF8.self)
    return [
      file("zstd-named-gz.ndjson.gz", [0x28, 0xB5, 0x2F, 0xFD] + made),
      file("bzip2-named-log.log", Array("BZh91AY".utf8) + made),
      file("xz-named-gz.ndjson.gz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00] + made),
      file("utf-16.json", [0xFF, 0xFE] + text.utf16.flatMap(StoredGzip.littleEndian)),
    ]
  }
}
