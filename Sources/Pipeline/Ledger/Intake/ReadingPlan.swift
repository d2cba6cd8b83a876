internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports
internal import Runs

/// Which of the archives that were named a ledger does not know yet.
struct ReadingPlan: Sendable {
  /// An archive that is to be read.
  struct Item: Sendable {
    let source: ArchiveSource
    /// What it was when it was looked at.
    var prints: FilePrints
    /// The archive that it has grown from.
    var grown: LedgerArchive?
    /// Beginnings of it that were named besides, as archives of their own.
    var absorbed: [ContentPrint] = []
  }

  /// In the order of names.
  private(set) var items: [Item] = []
  /// Archives that the ledger knows; they are not read.
  private(set) var knownCount = 0
  /// Archives of which it is not known what they are, because they cannot be read to their ends.
  private(set) var unreadable: [ArchiveAccount] = []
  /// Lines for whoever wants to know what was made of a name.
  private(set) var notes: [String] = []

  /// Nothing is named.
  init() {}

  /// Looks at all archives.
  ///
  /// - Parameters:
  ///   - sources: In the order of names, which differ.
  ///   - journal: What the ledger knows.
  ///   - rules: How those that it does not know will be read.
  ///   - jobs: How many archives are looked at at a time.
  init(
    _ sources: [ArchiveSource], _ journal: Journal, _ rules: ReadingRules, jobs: Int
  ) async {
    let contents = Set(journal.archives.map(\.content))
    let sizes = Set(contents.map(\.byteCount)).sorted()
    let known = contents.union(journal.archives.flatMap(\.earlier))
    let parts = await ReadingOrder(sources, jobs: jobs).readAll(
      with: [(ArchiveSource, FilePrints)]()
    ) { files, source, _ in
      // Most archives are known, and what those begin with does not matter: a ledger may know as
      // many sizes as there are archives.
      var prints = FilePrints(of: source, beginnings: [])
      if !known.contains(prints.whole), !sizes.isEmpty {
        prints = FilePrints(of: source, beginnings: sizes, among: contents)
      }
      files.append((source, prints))
    }
    let files = parts.flatMap { $0 }.sorted {
      $0.0.name.lexicographicallyPrecedes($1.0.name)
    }
    notes += Self.noteOnOtherRules(files, journal, rules)
    decide(files, known, journal)
  }

  private mutating func decide(
    _ files: [(ArchiveSource, FilePrints)], _ known: Set<ContentPrint>, _ journal: Journal
  ) {
    var contents: Set<ContentPrint> = []
    var candidates: [Item] = []
    let archives = Dictionary(grouping: journal.archives, by: \.content)
    for (source, prints) in files {
      if let damage = prints.damage {
        // The part that could be read would pass for another archive, and be counted for good.
        unreadable.append(Self.unreadable(source, damage))
      } else if known.contains(prints.whole) {
        knownCount += 1
      } else if contents.insert(prints.whole).inserted {
        let grown = Self.grown(source, prints, archives)
        candidates.append(Item(source: source, prints: prints, grown: grown))
      }
    }
    takeBeginnings(&candidates)
    claim(&candidates)
    let grown = Set(candidates.compactMap { $0.grown?.number })
    let names = Set(journal.archives.filter { !grown.contains($0.number) }.map(\.name))
    for item in candidates where item.grown == nil && names.contains(item.source.name) {
      notes.append(
        """
        \(item.source.displayName): not the content that the ledger knows under this name; taken \
        in as another archive
        """)
    }
    items = candidates
  }

  private static func unreadable(_ source: ArchiveSource, _ damage: ArchiveDamage) -> ArchiveAccount
  {
    ArchiveAccount(
      source: source,
      summary: ArchiveSummary(
        status: .unreadable, compressedBytes: 0, bytes: 0, members: 0, checksum: 0,
        damage: damage),
      tally: .init())
  }

  /// The longest archive that a file begins with.
  private static func grown(
    _ source: ArchiveSource, _ prints: FilePrints, _ archives: [ContentPrint: [LedgerArchive]]
  ) -> LedgerArchive? {
    prints.beginnings
      .filter { $0.byteCount < prints.whole.byteCount }
      .flatMap { archives[$0] ?? [] }
      .filter { archive in
        archive.name == source.name || archive.content.byteCount >= FilePrints.leastBeginning
      }
      .max { ($0.content.byteCount, $0.number) < ($1.content.byteCount, $1.number) }
  }

  /// Leaves out archives that others begin with: what they hold is read with those.
  private mutating func takeBeginnings(_ candidates: inout [Item]) {
    var likenesses = Likenesses(candidates.map(\.prints))
    var absorbed: Set<ContentPrint> = []
    // The longest first: what one of the others begins with, they begin with as well, and of copies of a
    // growing file only the last is read for that.
    let order = candidates.indices.sorted {
      candidates[$0].prints.whole.byteCount > candidates[$1].prints.whole.byteCount
    }
    for index in order where !absorbed.contains(candidates[index].prints.whole) {
      let prints = candidates[index].prints
      guard let shorter = likenesses.mayBegin(prints) else { continue }
      let found = FilePrints(
        of: candidates[index].source, beginnings: shorter.sizes, among: shorter.contents)
      candidates[index].prints.damage = found.damage
      guard found.damage == nil else { continue }
      candidates[index].absorbed = found.beginnings.filter {
        $0.byteCount < prints.whole.byteCount
      }
      absorbed.formUnion(candidates[index].absorbed)
    }
    for item in candidates {
      guard let damage = item.prints.damage else { continue }
      unreadable.append(Self.unreadable(item.source, damage))
    }
    candidates.removeAll { $0.prints.damage != nil || absorbed.contains($0.prints.whole) }
  }

  /// Lets an archive grow to one file only; a second one that begins so is another archive.
  private func claim(_ candidates: inout [Item]) {
    var claimed: Set<Int> = []
    for index in candidates.indices {
      guard let grown = candidates[index].grown, !claimed.insert(grown.number).inserted else {
        continue
      }
      candidates[index].grown = nil
    }
  }
}
