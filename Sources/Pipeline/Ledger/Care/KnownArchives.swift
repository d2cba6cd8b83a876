internal import Reports

/// Which archives are known, and to which ledger.
struct KnownArchives {
  typealias Known = (ledger: LedgerFolder, archive: LedgerArchive)
  /// By all that they are and were.
  private var contents: [ContentPrint: Known] = [:]
  /// By the last part of their names: machines have them in folders of their own.
  private var names: [[UInt8]: [LedgerArchive]] = [:]

  mutating func add(_ archives: [LedgerArchive], of ledger: LedgerFolder) {
    for archive in archives {
      for content in archive.tellingContents { contents[content] = (ledger, archive) }
      names[archive.lastName, default: []].append(archive)
    }
  }

  subscript(content: ContentPrint) -> Known? { contents[content] }

  /// One that is the same as another archive, or was, or has been.
  func related(to archive: LedgerArchive) -> Known? {
    archive.tellingContents.lazy.compactMap { contents[$0] }.first
  }

  /// Whether one that begins at the same instant has the same name: perhaps it is the same archive,
  /// before and after it grew, and nobody has seen both.
  func haveLookAlike(of archive: LedgerArchive) -> Bool {
    guard let first = archive.account.firstEvent else { return false }
    return names[archive.lastName]?.contains { $0.account.firstEvent == first } ?? false
  }
}

extension LedgerArchive {
  /// Its name without the folders that it lies in.
  fileprivate var lastName: [UInt8] {
    name.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
  }

  /// Its contents, but for beginnings so short that others may have them, too.
  fileprivate var tellingContents: [ContentPrint] {
    contents.filter { $0 == content || $0.byteCount >= FilePrints.leastBeginning }
  }
}
