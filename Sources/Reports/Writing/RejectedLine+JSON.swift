public import Callbacks
internal import Primitives

extension RejectedLine {
  /// Appends the line as a row of NDJSON.
  ///
  /// | member | |
  /// | --- | --- |
  /// | `archive`, `line`, `offset` | where the bytes begin; the offset is that in the decompressed archive |
  /// | `damage_offset`, `reason` | where and why it cannot be read |
  /// | `bytes` | the line up to its line feed, what is not UTF-8 as U+FFFD |
  /// | `base64` | the exact bytes where they are not UTF-8, else null |
  /// | `cut` | whether the line goes on |
  /// | `withheld` | true where `bytes` and `base64` are null, for they may hold phone numbers; else absent |
  public func appendRow(
    archive: [UInt8], withholdingBytes: Bool = false, to output: inout [UInt8]
  ) {
    let isExact = bytes.repairedUTF8 == bytes
    var writer = JSONWriter()
    writer.row { row in
      row.member("archive", .text(archive))
      row.member("line", .integer(Int64(position.line)))
      row.member("offset", .integer(Int64(position.offset)))
      row.member("damage_offset", .integer(Int64(rejection.offset)))
      row.member("reason", "\(rejection.reason)")
      row.member("bytes", withholdingBytes ? .missing : .text(bytes))
      let isEncoded = !isExact && !withholdingBytes
      row.member("base64", isEncoded ? .text(Base64.encode(bytes)) : .missing)
      row.member("cut", .boolean(isCut))
      if withholdingBytes { row.member("withheld", .boolean(true)) }
    }
    writer.endDocument()
    output.append(contentsOf: writer.output)
  }
}
