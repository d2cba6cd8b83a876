internal import Archives
internal import Callbacks
internal import Reports

extension ConsoleOptions {
  /// How many archives are named.
  private static let namedLimit = 3

  /// Names archives that hold something, and nothing that counts: a feed that has come to be written
  /// in another way would pass for a quiet day.
  ///
  /// - Parameter archives: Those that were read, in the order of their names.
  func tellOfEmptyHands(_ archives: [ArchiveRecord]) {
    let unreadable = archives.filter(\.isUnreadable)
    tell(unreadable.prefix(Self.namedLimit).map(\.complaint))
    let others = unreadable.count - Self.namedLimit
    if others > 0 {
      tell([
        "\(others == 1 ? "one more archive holds" : "\(others) more archives hold") nothing else"
      ])
    }
    let total = Accounting(readFrom: archives)
    if unreadable.isEmpty, total.events == 0, total.foreign > 0 {
      tell([
        """
        no archive holds a callback, but other values, \(total.foreign) in all: waybill report --report \
        quality says what, and --body where in them callbacks lie
        """
      ])
    }
  }

  /// Says which archives hold the same bytes: all events of a copy count as redelivered.
  func sumUpCopies(_ archives: [ArchiveRecord]) {
    var names: [[UInt64]: String] = [:]
    var copies: [(name: String, original: String)] = []
    for archive in archives where archive.events > 0 {
      let summary = archive.summary
      let content = [UInt64(summary.compressedBytes), UInt64(summary.checksum)]
      if let original = names[content] {
        copies.append((archive.source.displayName, original))
      } else {
        names[content] = archive.source.displayName
      }
    }
    guard let first = copies.first else { return }
    let others =
      switch copies.count {
      case 1: ""
      case 2: ", and so do those of 1 more copy"
      case let count: ", and so do those of \(count - 1) more copies"
      }
    sumUp("\(first.name) is a copy of \(first.original): its events count as redelivered\(others)")
  }

  /// Says which files of folders are no archives by their names.
  func sumUp(_ leftOut: FoundArchives.LeftOut?) {
    guard let leftOut else { return }
    let files = leftOut.count == 1 ? "1 file is" : "\(leftOut.count) files are"
    sumUp(
      """
      \(files) left out by name, such as \(leftOut.displayName): a folder is searched for \
      \(Discovery.patterns); name others to have them read
      """)
  }
}

extension ArchiveRecord {
  /// Whether all that it holds is malformed, and not because it was cut.
  fileprivate var isUnreadable: Bool {
    // A single one may be a line that is still being written.
    tally.malformed > 1 && tally.malformed == tally.values && summary.damage == nil
  }

  fileprivate var complaint: String {
    let first = tally.firstRejection.map { ", the first at \($0)" } ?? ""
    return """
      \(source.displayName): none of its \(tally.values) values can be read\(first); is it in another \
      format? --rejects FILE shows them
      """
  }
}
