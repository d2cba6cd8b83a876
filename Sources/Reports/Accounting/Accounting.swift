internal import Archives
internal import Callbacks
public import Lifecycles

/// Totals over everything that was read, which have to add up.
public struct Accounting: Equatable, Sendable {
  public var archives: Int64 = 0
  public var compressedBytes: Int64 = 0
  public var bytes: Int64 = 0
  public var lines: Int64 = 0
  public var blankLines: Int64 = 0
  public var values: Int64 = 0
  public var callbacks: Int64 = 0
  public var foreign: Int64 = 0
  public var malformed: Int64 = 0
  public var events: Int64 = 0
  public var uniqueEvents: Int64 = 0
  public var duplicates: Int64 = 0
  /// Events of recipients that were left out of messages, see ``MessageCut``.
  public var leftOutEvents: Int64 = 0
  /// Events of days that a ledger has forgotten.
  public var forgottenEvents: Int64 = 0
  public var unknownTypeEvents: Int64 = 0
  public var recipientUnknown: Int64 = 0
  public var lifecycles: Int64 = 0
  public var messages: Int64 = 0

  /// The members by name, in the order in which they are written.
  ///
  /// Events that are left out or forgotten are named only where there are any.
  public var members: [(name: String, value: Int64)] {
    var members: [(name: String, value: Int64)] = [
      ("archives", archives), ("compressed_bytes", compressedBytes), ("bytes", bytes),
      ("lines", lines), ("blank_lines", blankLines), ("values", values),
      ("callbacks", callbacks), ("foreign", foreign), ("malformed", malformed),
      ("events", events), ("unique_events", uniqueEvents), ("duplicates", duplicates),
      ("unknown_type_events", unknownTypeEvents), ("recipient_unknown", recipientUnknown),
      ("lifecycles", lifecycles), ("messages", messages),
    ]
    if leftOutEvents > 0 { members.append(("left_out_events", leftOutEvents)) }
    if forgottenEvents > 0 { members.append(("forgotten_events", forgottenEvents)) }
    return members
  }

  /// Adds what one archive held.
  mutating func add(_ archive: ArchiveAccount) {
    archives += 1
    compressedBytes += archive.summary.compressedBytes
    bytes += archive.summary.bytes
    lines += Int64(archive.tally.lines)
    blankLines += Int64(archive.tally.blankLines)
    values += Int64(archive.tally.values)
    callbacks += Int64(archive.tally.callbacks)
    foreign += Int64(archive.tally.foreign)
    malformed += Int64(archive.tally.malformed)
    events += archive.events
    unknownTypeEvents += archive.unknownTypeEvents
    recipientUnknown += archive.recipientUnknown
  }
}

/// Totals that do not add up, which only a bug can cause.
public struct AccountingError: Error, Equatable, Sendable {
  /// The equation that does not hold, with its numbers.
  public var equation: String
}

extension Accounting {
  /// Adds up what was read; nothing of it was joined.
  public init(readFrom archives: [ArchiveAccount]) {
    for archive in archives { add(archive) }
  }

  /// Adds what the messages came to.
  public mutating func add(_ counts: LifecycleCounts) {
    uniqueEvents += counts.uniqueEvents
    duplicates += counts.duplicates
    leftOutEvents += counts.leftOutEvents
    lifecycles += counts.lifecycles
    messages += counts.messages
  }

  /// Says that events were left out of messages, for whoever wants to know; nothing if none was.
  public static func notes(onLeftOut events: Int64) -> [String] {
    guard events > 0 else { return [] }
    let what = events == 1 ? "1 event is" : "\(events) events are"
    return [
      """
      \(what) left out, of messages with more recipients, types of events or long texts than any real \
      one has
      """
    ]
  }

  /// Adds up what was read, and checks the sums.
  init(
    _ archives: [ArchiveAccount], _ counts: LifecycleCounts, _ reports: [LifecycleSum],
    forgottenEvents: Int64 = 0
  ) throws(AccountingError) {
    self.init(readFrom: archives)
    self.forgottenEvents = forgottenEvents
    add(counts)
    try require(
      "values", values, "callbacks + foreign + malformed", callbacks + foreign + malformed)
    try require(
      "events", events,
      "unique_events + duplicates" + (leftOutEvents > 0 ? " + left_out_events" : "")
        + (forgottenEvents > 0 ? " + forgotten_events" : ""),
      uniqueEvents + duplicates + leftOutEvents + forgottenEvents)
    for report in reports {
      try require("lifecycles", lifecycles, "those of \(report.name.rawValue)", report.total)
    }
  }

  /// Adds up what was read, and checks the sums.
  ///
  /// - Parameters:
  ///   - archives: What each held.
  ///   - counts: All messages, counted.
  ///   - rows: Lifecycles that became rows.
  ///   - leftOut: Lifecycles that were left out.
  ///   - forgottenEvents: Events of days that a ledger has forgotten.
  /// - Throws: ``AccountingError`` when the totals do not add up.
  public init(
    _ archives: [ArchiveAccount], _ counts: LifecycleCounts, rows: Int64, leftOut: Int64,
    forgottenEvents: Int64 = 0
  ) throws(AccountingError) {
    try self.init(archives, counts, [], forgottenEvents: forgottenEvents)
    try require("lifecycles", lifecycles, "rows + those left out", rows + leftOut)
  }

  private func require(
    _ name: String, _ value: Int64, _ sumName: String, _ sum: Int64
  ) throws(AccountingError) {
    guard value == sum else {
      throw AccountingError(equation: "\(name) is \(value), but \(sumName) is \(sum)")
    }
  }
}
