internal import Lifecycles
internal import Primitives
internal import Reports
internal import Runs
internal import SystemPackage

// The file of a journal, see <doc:LedgerFormat>:
//
//     offset  size  field
//          0     8  magic           the ASCII bytes "WAYBLLDG"
//          8     4  format version  UInt32
//         12     8  body size       UInt64, bytes
//         20        body
//          …     4  checksum        UInt32, CRC-32 of everything before
//
// All little-endian.

extension Journal {
  /// What a journal says more than one of the version before.
  enum Version: UInt32, Comparable {
    case first = 1
    case withIdentity
    case withLeftOutEvents

    static let current = withLeftOutEvents

    static func < (a: Version, b: Version) -> Bool { a.rawValue < b.rawValue }
  }

  private static let magic = packed("WAYBLLDG")
  private static let headSize = 20
  /// The largest file that is read: of a million archives.
  static let sizeLimit = 1 << 30

  /// The bytes of the file.
  var encoded: [UInt8] { encoded(as: identity == nil ? .first : .current) }

  /// The bytes of the file in a version, which can say no more than that.
  func encoded(as version: Version) -> [UInt8] {
    var body: [UInt8] = []
    append(to: &body, version)
    var bytes: [UInt8] = []
    bytes.append(littleEndian: Self.magic)
    bytes.append(littleEndian: version.rawValue)
    bytes.append(littleEndian: UInt64(body.count))
    bytes += body
    bytes.append(littleEndian: bytes.span.checksum)
    return bytes
  }

  /// Reads the bytes of a file.
  init(decoding bytes: [UInt8]) throws(RunError.Damage) {
    let span = bytes.span
    guard bytes.count >= Self.headSize + 4, span.word(at: 0) == Self.magic else {
      throw .truncated
    }
    let number = span.word32(at: 8)
    guard let version = Version(rawValue: number) else { throw .unknownVersion(number) }
    let size = span.word(at: 12)
    guard size == UInt64(bytes.count - Self.headSize - 4) else { throw .truncated }
    let end = bytes.count - 4
    guard span.word32(at: end) == span.extracting(..<end).checksum else {
      throw .checksumMismatch
    }
    do throws(RecordDamage) {
      var reader = RecordReader(in: Self.headSize..<end)
      try self.init(span, &reader, version)
      try reader.finish()
    } catch {
      throw .inconsistent
    }
  }
}

extension LedgerFolder {
  /// Reads the journal.
  ///
  /// - Parameter now: What the machine's clock says.
  /// - Returns: What the ledger knows.
  /// - Throws: ``LedgerError``: `missing` without one, `inputOutput` when it is damaged or lost.
  func readJournal(now: Timestamp) throws(LedgerError) -> Journal {
    let bytes = try journalBytes()
    do throws(RunError.Damage) {
      var journal = try Journal(decoding: bytes)
      journal.latestPlausible = now.latestPlausible
      return journal
    } catch {
      throw LedgerError(.inputOutput, damagedJournal(error))
    }
  }

  private func journalBytes() throws(LedgerError) -> [UInt8] {
    do throws(Errno) {
      return try SmallFile.bytes(
        at: journalPath.string, limit: Journal.sizeLimit, followsLinks: false)
    } catch .noSuchFileOrDirectory, .notDirectory {
      if hasLostJournal {
        throw LedgerError(
          .inputOutput,
          """
          \(journalPath.quoted) is missing, though there are runs that it named; bring it back \
          from a backup, or remove the folder and begin a new ledger from the archives
          """)
      }
      throw LedgerError(
        .missing,
        """
        there is no ledger in \(path.quoted); waybill ledger add INPUT --ledger DIR begins one
        """)
    } catch {
      throw LedgerError(.inputOutput, "\(journalPath.quoted) cannot be read: \(error)")
    }
  }

  private func damagedJournal(_ damage: RunError.Damage) -> String {
    let remedy =
      if case .unknownVersion = damage {
        "use the waybill that wrote it, or begin a new ledger from the archives"
      } else {
        "bring the folder back from a backup, or begin a new ledger from the archives"
      }
    return "\(journalPath.quoted) is damaged: \(damage); \(remedy)"
  }

  /// Puts a journal in the place of the one that is there, and with it all that it names.
  ///
  /// - Parameters:
  ///   - journal: What holds from now on.
  ///   - runs: Files that it names and the one before did not; they are on the disk.
  /// - Returns: Whether the disk has it. Until then the old one may come back, and with it all that it
  ///   names must be there.
  /// - Throws: ``LedgerError``; the old journal then holds.
  func replaceJournal(_ journal: Journal, naming runs: [FilePath]) throws(LedgerError) -> Bool {
    let bytes = journal.encoded
    guard bytes.count <= Journal.sizeLimit else {
      throw LedgerError(
        .cannotWrite,
        "\(journalPath.quoted) would have \(bytes.count) bytes, too many to be read again",
        rest: "the ledger is as it was before; begin another one")
    }
    do throws(OutputError) {
      let file = try TemporaryFile(
        for: Self.journalName, in: path, isPrivate: true
      ) { $0.put(bytes) }
      try file.sync()
      // The runs have their names before the journal that names them.
      try syncNames()
      try UnfinishedFiles.makeWhole { () throws(OutputError) in
        try file.takePlace()
        UnfinishedFiles.finish(runs)
      }
    } catch {
      throw LedgerError(error)
    }
    return (try? FileSystem.requireSyncedFolder(path)) != nil
  }

  private func syncNames() throws(OutputError) {
    do throws(Errno) {
      try FileSystem.requireSyncedFolder(path)
    } catch {
      throw OutputError(.write, path.string, error)
    }
  }
}
