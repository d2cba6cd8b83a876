internal import Archives
internal import Callbacks
internal import Primitives
internal import Reports

extension ConsoleOptions {
  /// How many archives are named.
  private static let namedLimit = 3

  /// Names archives that hold something, and nothing that counts: a feed that has come to be written
  /// in another way would pass for a quiet day.
  ///
  /// Also those with values of which a part cannot be read, and that are no worse than others otherwise.
  /// If nothing counts in all of them, reports are empty, and it is an error, whatever the exit status.
  ///
  /// - Parameters:
  ///   - archives: Those that were read, in the order of their names.
  ///   - reading: How that was done.
  ///   - news: What is new in them, if some have only grown: what was known before counts all the same.
  func tellOfEmptyHands(
    _ archives: [ArchiveAccount], _ reading: ReadingOptions, news: [ArchiveAccount]? = nil
  ) {
    let unreadable = archives.filter(\.isUnreadable)
    let unknown = archives.filter(\.isOfUnknownWrapper)
    let isError = news == nil && archives.allSatisfy { $0.events == 0 }
    tell(unreadable, \.unreadableComplaint, others: "nothing else", isError)
    if let body = reading.values.body {
      tell(unknown, { $0.bodyComplaint(body) }, others: "as little there", isError)
    } else {
      tell(unknown, \.wrapperComplaint, others: "as little", isError)
    }
    let damaged = (news ?? archives).filter { $0.tally.damagedGzip > 0 }
    tell(damaged, \.gzipComplaint, others: "such gzip", false)
    if unreadable.isEmpty, unknown.isEmpty {
      tellOfNoCallback(archives, reading.values.body, isError)
    }
    tellOfClock(archives, .now)
  }

  /// Says that the machine's clock must be wrong, where every event is ahead of it.
  private func tellOfClock(_ archives: [ArchiveAccount], _ now: Timestamp) {
    guard let first = archives.compactMap(\.firstEvent).min(), first > now.latestPlausible else {
      return
    }
    tell([
      """
      every event is more than a day ahead of this machine's clock, which says \(now); is the clock \
      right? What is final may depend on it
      """
    ])
  }

  /// Says what there is instead, if there is no callback in all archives, or none where it was sought.
  private func tellOfNoCallback(
    _ archives: [ArchiveAccount], _ body: String?, _ isError: Bool
  ) {
    let total = Accounting(readFrom: archives)
    // A single malformed one may be a line that is still being written.
    guard total.events == 0, total.foreign > 0 || total.malformed > 1,
      let first = archives.first(where: \.holdsOtherValues)
    else { return }
    let name = first.source.displayName
    let values = total.otherValues
    let what =
      archives.count == 1
      ? "\(name): no callback, but \(values)"
      : "none of \(archives.count) archives holds a callback, but \(values), the first in \(name)"
    let advice =
      if total.foreign == 0 {
        "the quality report says where they are, and waybill check --rejects FILE keeps them"
      } else if let body {
        Self.advice(onBody: body)
      } else {
        """
        the quality report says what they are; if callbacks lie inside of them, give their place, such \
        as --body /detail/body
        """
      }
    tell(["\(what); \(advice)"], isError: isError)
  }

  fileprivate static func advice(onBody body: String) -> String {
    """
    is --body \(escapedForTerminal(body)) right? Without it callbacks are sought everywhere
    """
  }

  /// Names the first of some archives, and counts the others.
  private func tell(
    _ archives: [ArchiveAccount], _ complaint: (ArchiveAccount) -> String, others: String,
    _ isError: Bool
  ) {
    tell(archives.prefix(Self.namedLimit).map(complaint), isError: isError)
    let count = archives.count - Self.namedLimit
    guard count > 0 else { return }
    tell(
      ["\(count == 1 ? "one more archive holds" : "\(count) more archives hold") \(others)"],
      isError: isError)
  }

  /// Says which archives hold the same bytes: all events of a copy count as redelivered.
  func sumUpCopies(_ archives: [ArchiveAccount]) {
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

extension Accounting {
  /// How many values hold no callback, in words.
  fileprivate var otherValues: String {
    let others = foreign == 1 ? "1 other value" : "\(foreign) other values"
    return switch (foreign, malformed) {
    case (_, 0): others
    case (0, _): "\(malformed) malformed values"
    case (_, 1): "\(others) and 1 malformed one"
    default: "\(others) and \(malformed) malformed ones"
    }
  }
}

extension ArchiveAccount {
  /// Whether it holds values at all, other than what is malformed because it was cut.
  fileprivate var holdsOtherValues: Bool {
    tally.foreign > 0 || tally.malformed > 0 && summary.damage == nil
  }

  /// With so many values, a type that is named is no remark about a callback.
  private static let leastWrapped = 20

  /// Whether all that it holds is malformed, and not because it was cut.
  ///
  /// Of lines of text some may begin with a number or a word that is a value.
  fileprivate var isUnreadable: Bool {
    // A single one may be a line that is still being written.
    tally.malformed > 1 && tally.callbacks == 0 && tally.malformed * 10 >= tally.values * 9
      && summary.damage == nil
  }

  /// Whether it holds no event, but values that look as if there were one in them.
  fileprivate var isOfUnknownWrapper: Bool {
    events == 0 && tally.namesEventType && tally.values >= Self.leastWrapped && !isUnreadable
  }

  fileprivate var unreadableComplaint: String {
    let first = tally.firstRejection.map { ", the first at \($0)" } ?? ""
    let what =
      tally.malformed == tally.values
      ? "none of its \(tally.values) values can be read"
      : "\(tally.malformed) of its \(tally.values) values cannot be read, and no other is a callback"
    return """
      \(source.displayName): \(what)\(first); is it in another format? waybill check --rejects FILE \
      keeps them
      """
  }

  fileprivate var gzipComplaint: String {
    let first =
      tally.firstDamagedGzip.map { ", the first at line \($0.line), offset \($0.offset)" } ?? ""
    let count = tally.damagedGzip
    return """
      \(source.displayName): \(count) of its \(tally.values) values \(count == 1 ? "holds" : "hold") gzip \
      that is damaged\(first); what lies behind the damage there is not counted
      """
  }

  fileprivate func bodyComplaint(_ body: String) -> String {
    """
    \(source.displayName): none of its \(tally.values) values has a callback there, but some name a type \
    of callbacks; \(ConsoleOptions.advice(onBody: body))
    """
  }

  fileprivate var wrapperComplaint: String {
    """
    \(source.displayName): none of its \(tally.values) values is known as a callback, but some name a \
    type of callbacks, as if they lay in a wrapper that is not known; if a member of it holds callbacks \
    and nothing else, give its place, such as --body /detail/body
    """
  }
}
