import TestSupport

extension OddArchives {
  private static func callbacks(_ names: [String], hour: Int) -> [UInt8] {
    bodies(
      names.enumerated().map { index, name in
        SampleMessage(name, at: "18T\(hour):0\(index):00").delivered()
      })
  }

  /// Whole archives that are stored in another way than as one gzip member, or are called otherwise.
  static var containers: [SampleFile] {
    [
      SampleFile("odd/plain.ndjson", stored: callbacks(["plaina", "plainb"], hour: 15)),
      SampleFile(
        "odd/plain-named-gz.ndjson.gz", stored: callbacks(["namedgza", "namedgzb"], hour: 16)),
      SampleFile(
        "odd/gzip-named-jsonl.jsonl",
        compressing: callbacks(["namedjsonla", "namedjsonlb"], hour: 17)),
      SampleFile("odd/gzip-named-log.log", compressing: callbacks(["namedlog"], hour: 18)),
      SampleFile("odd/members.ndjson.gz", stored: members),
      SampleFile("odd/header-fields.ndjson.gz", stored: headerFields),
      SampleFile("odd/trailing-zeros.ndjson.gz", stored: trailingZeros),
      SampleFile("odd/zero-length.ndjson.gz", stored: []),
      SampleFile("odd/gzip-in-gzip.ndjson.gz", stored: gzipInGzip),
      SampleFile("odd/empty-member.ndjson.gz", stored: StoredGzip.member([])),
    ]
  }

  /// A line crosses from the first member to the third; the second is empty.
  private static var members: [UInt8] {
    let content = callbacks(["membera", "memberb", "memberc"], hour: 19)
    // In the middle of a message id.
    let middle = content.count / 2 - 26
    return StoredGzip.member(Array(content[..<middle])) + StoredGzip.member([])
      + StoredGzip.member(Array(content[middle...]))
  }

  private static var headerFields: [UInt8] {
    let extra = Array("SL".utf8) + [4, 0] + Array("four".utf8)
    let all = GzipFields(
      extra: extra, name: "callbacks.ndjson", comment: "copied by hand", isChecked: true)
    return StoredGzip.member(callbacks(["headerall"], hour: 20), fields: all)
      + StoredGzip.member(
        callbacks(["headername"], hour: 21), fields: GzipFields(name: "rotated-1.ndjson"))
  }

  /// Zeros between two members, and behind them up to a block of 512 bytes.
  private static var trailingZeros: [UInt8] {
    let first = StoredGzip.member(callbacks(["zerosa"], hour: 22)) + [UInt8](repeating: 0, count: 9)
    let both = first + StoredGzip.member(callbacks(["zerosb"], hour: 23))
    return both + [UInt8](repeating: 0, count: 512 - both.count % 512)
  }

  /// Files that a search does not find, though there is an event in each.
  static var skipped: [SampleFile] {
    let content = callbacks(["skipped"], hour: 23)
    return [
      SampleFile("odd/.half-copied.ndjson.gz", stored: StoredGzip.member(content)),
      SampleFile("odd/callbacks-2026-11-16.ndjson.bak", stored: content),
    ]
  }
}
