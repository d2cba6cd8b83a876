internal import Archives
internal import Callbacks
internal import Reports

extension MessageOptions {
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
