internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports
internal import Runs

/// The lines that one worker dropped, as rows of NDJSON in a file without a name.
///
/// On disk, because an archive may hold nothing but damage.
public struct RejectLog: Sendable {
  /// The rows of one archive.
  struct Archive: Sendable {
    let name: [UInt8]
    let file: File
    let start: Int64
    fileprivate(set) var byteCount: Int64 = 0
    fileprivate(set) var rowCount = 0
    /// How many lines were dropped that have no row.
    fileprivate(set) var leftOutCount = 0
  }

  /// A file that the logs of archives share.
  final class File: Sendable {
    let file: RunFile

    init(in folder: RunFolder) throws(RunError) {
      file = try folder.createFile()
    }
  }

  private(set) var archives: [Archive] = []
  private let file: File
  private let withholdsBytes: Bool

  /// - Returns: `nil` if the rules ask for no rejects.
  init?(_ rules: ReadingRules, in folder: RunFolder) throws(RunError) {
    guard rules.rejectLimit > 0 else { return nil }
    file = try File(in: folder)
    withholdsBytes = rules.withholdsRejects
  }

  /// Begins an archive.
  mutating func begin(_ source: ArchiveSource) {
    let end = archives.last.map { $0.start + $0.byteCount } ?? 0
    archives.append(Archive(name: source.name, file: file, start: end))
  }

  /// Ends the archive that was begun last, of which so many lines more were dropped.
  mutating func end(leftOutCount: Int) {
    archives[archives.count - 1].leftOutCount = leftOutCount
  }

  /// Adds lines to the archive that was begun last.
  mutating func append(_ lines: [RejectedLine]) throws(RunError) {
    guard !lines.isEmpty else { return }
    let last = archives.count - 1
    var rows: [UInt8] = []
    for line in lines {
      line.appendRow(archive: archives[last].name, withholdingBytes: withholdsBytes, to: &rows)
    }
    try file.file.append(rows.span)
    archives[last].byteCount += Int64(rows.count)
    archives[last].rowCount += lines.count
  }
}

extension RejectLog.Archive {
  /// Calls `body` with the first `limit` rows, a piece at a time.
  func forEachPiece(
    limit: Int, _ body: ([UInt8]) -> Void
  ) throws(RunError) {
    var left = min(limit, rowCount)
    var position = start
    let end = start + byteCount
    while left > 0, position < end {
      var piece = [UInt8](repeating: 0, count: Int(min(end - position, 1 << 16)))
      var bytes = piece.mutableSpan
      try file.file.read(into: &bytes, 0..<bytes.count, at: position)
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
