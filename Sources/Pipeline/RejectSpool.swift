internal import Callbacks
internal import Primitives
internal import Reports
internal import Runs

/// The lines that one worker dropped, as rows of NDJSON in a file without a name.
///
/// On disk, because an archive may hold nothing but damage.
final class RejectSpool: Sendable {
  let file: RunFile

  init(in folder: RunFolder) throws(RunError) {
    file = try folder.createFile()
  }
}

/// The rows of one archive in a spool.
public struct SpooledRejects: Sendable {
  let archive: [UInt8]
  let spool: RejectSpool
  let start: Int64
  private(set) var byteCount = 0
  /// How many rows.
  private(set) var count = 0

  init(of archive: [UInt8], _ spool: RejectSpool, at start: Int64) {
    self.archive = archive
    self.spool = spool
    self.start = start
  }

  /// Where the next archive begins.
  var end: Int64 { start + Int64(byteCount) }

  mutating func append(_ lines: [RejectedLine]) throws(RunError) {
    guard !lines.isEmpty else { return }
    var rows: [UInt8] = []
    for line in lines { line.appendRow(archive: archive, to: &rows) }
    try spool.file.append(rows.span)
    byteCount += rows.count
    count += lines.count
  }

  /// Calls `body` with the first `limit` rows, a piece at a time.
  func forEachPiece(
    limit: Int, _ body: ([UInt8]) -> Void
  ) throws(RunError) {
    var left = min(limit, count)
    var position = start
    while left > 0, position < end {
      var piece = [UInt8](repeating: 0, count: Int(min(end - position, 1 << 16)))
      var bytes = piece.mutableSpan
      try spool.file.read(into: &bytes, 0..<bytes.count, at: position)
      position += Int64(piece.count)
      // A row has no line feed but the one at its end.
      for index in piece.indices where piece[index] == 0x0A {
        left -= 1
        if left == 0 {
          piece.removeSubrange((index + 1)...)
          break
        }
      }
      body(piece)
    }
  }
}
