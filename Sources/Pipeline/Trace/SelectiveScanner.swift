internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports
internal import Runs

/// Archives that were read, or passed over because they hold nothing that is sought.
struct Passage: Sendable {
  var archives: [ArchiveAccount] = []
  /// The time that those which were read tell about.
  var coverage = Coverage()
  var passedOver: [ArchiveSource] = []

  mutating func merge(_ other: Passage) {
    archives += other.archives
    coverage.merge(other.coverage)
    passedOver += other.passedOver
  }

  /// The archives that were read.
  var withoutPassedOver: Passage {
    let names = Set(passedOver.map(\.name))
    return Passage(
      archives: archives.filter { !names.contains($0.source.name) }, coverage: coverage)
  }
}

/// Reads archives that may hold what is sought as for the reports, and of all others nothing.
///
/// An archive is searched as fast as it can be inflated, up to the first place where it may hold
/// something, and is then read from its beginning: when an event arrived, and on which line it
/// stands, follows from all that lies before it.
struct SelectiveScanner: Sendable {
  private let scanner: ArchiveScanner
  /// `nil` if the bytes do not tell: everything is read then.
  private let search: TextSearch?

  init(_ scanner: ArchiveScanner, _ search: TextSearch?) {
    self.scanner = scanner
    self.search = search
  }

  /// Reads one archive, or passes over it.
  ///
  /// - Parameters: As those of ``ArchiveScanner/scan(_:ahead:_:_:)``; what the archive held goes to
  ///   `passage`.
  @inline(__always)
  func scan(
    _ source: ArchiveSource, ahead: Bool, _ passage: inout Passage,
    _ body: (
      _ event: Event, _ batch: EventBatch, _ bytes: Span<UInt8>, _ arrival: Timestamp?,
      _ position: ValuePosition
    ) throws(RunError) -> Void
  ) throws(RunError) {
    if let account = accountWithoutTexts(source) {
      passage.archives.append(account)
      passage.passedOver.append(source)
      return
    }
    var rejects: RejectLog?
    let scanned = try scanner.scan(source, ahead: ahead, &rejects, body)
    passage.archives.append(scanned.account)
    passage.coverage.merge(scanned.coverage)
  }

  /// Searches an archive.
  ///
  /// - Returns: Whether it is whole, if it surely holds nothing that is sought.
  private func accountWithoutTexts(_ source: ArchiveSource) -> ArchiveAccount? {
    // What has no size, such as a pipe, cannot be read a second time.
    guard let search, source.byteCount > 0 else { return nil }
    struct MayHoldSought: Error {}
    let searched = PassProgress(partOf: scanner.progress)
    do throws(MayHoldSought) {
      let summary = try ArchiveReader.read(source, searched) {
        window, isLast throws(MayHoldSought) in
        guard let count = search.examine(window, isLast: isLast) else { throw MayHoldSought() }
        return count
      }
      return ArchiveAccount(source: source, summary: summary, tally: ValueTally())
    } catch {
      searched.takeBack()
      return nil
    }
  }
}
