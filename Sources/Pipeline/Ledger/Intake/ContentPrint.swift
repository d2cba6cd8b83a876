internal import Archives
internal import Primitives

/// What an archive is known by, whatever it is called: size and checksums of its bytes as stored.
struct ContentPrint: Hashable, Sendable {
  let byteCount: Int64
  /// CRC-32.
  let checksum: UInt32
  /// A second checksum, since a ledger may know thousands of archives for years.
  let hash: UInt64
}

/// The prints of one file and of its beginnings.
struct FilePrints: Sendable {
  let whole: ContentPrint
  /// Of beginnings of a few fixed sizes, the shortest first: files that differ in these, neither of
  /// them begins with the other.
  let heads: [ContentPrint]
  /// Of the beginnings that were asked for, the shortest first; no longer than the file.
  let beginnings: [ContentPrint]
  /// What kept the file from being read to its end.
  var damage: ArchiveDamage?

  private static let headSizes: [Int64] = [64, 512, 4096, 32_768]
  /// Shorter beginnings may be the same by chance: compressors begin all they write alike.
  static let leastBeginning: Int64 = 64

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - sizes: Of the beginnings whose prints are wanted, ascending; those of others may be among them.
  ///   - contents: Which of these prints are kept, for there may be many; `nil` for all.
  init(
    of source: ArchiveSource, beginnings sizes: [Int64], among contents: Set<ContentPrint>? = nil
  ) {
    var running = RunningPrint()
    var heads: [ContentPrint] = []
    var beginnings: [ContentPrint] = []
    var (wanted, heading) = (sizes[...], Self.headSizes[...])
    let damage = StoredBytes.forEachPiece(of: source) { piece in
      var offset = 0
      while case let stop = min(wanted.first ?? .max, heading.first ?? .max),
        stop <= running.byteCount + Int64(piece.count - offset)
      {
        let end = offset + Int(stop - running.byteCount)
        running.update(piece.extracting(offset..<end))
        offset = end
        let print = running.print
        if heading.first == stop {
          heading.removeFirst()
          heads.append(print)
        }
        guard wanted.first == stop else { continue }
        wanted.removeFirst()
        if contents?.contains(print) ?? true { beginnings.append(print) }
      }
      running.update(piece.extracting(offset...))
    }
    whole = running.print
    self.heads = heads
    self.beginnings = beginnings
    self.damage = damage
  }

  /// Whether the file begins with an archive, and is longer.
  func beginWith(_ content: ContentPrint) -> Bool {
    content.byteCount < whole.byteCount && beginnings.contains(content)
  }
}

private struct RunningPrint {
  private(set) var byteCount: Int64 = 0
  private var checksum = RunningChecksum()
  private var hash = RunningHash()

  mutating func update(_ bytes: Span<UInt8>) {
    byteCount += Int64(bytes.count)
    checksum.update(bytes)
    hash.update(bytes)
  }

  var print: ContentPrint {
    ContentPrint(byteCount: byteCount, checksum: checksum.value, hash: hash.value)
  }
}
