internal import Lifecycles
internal import Primitives
internal import Reports

/// The days that a ledger has forgotten for good, and what there is to say of that.
struct ForgottenDays: Sendable {
  /// The first day that is kept.
  let end: HomeDay

  /// The first day of which nothing is forgotten.
  ///
  /// It is not the first one that is kept, of which some messages may lie in the day before by their ids;
  /// the same day of any zone begins late enough.
  var firstWholeDay: ReportDay { ReportDay(number: Int64(end.number)).advanced(by: 1) }

  /// Whether a day of some zone is kept, but for messages that lie in the day before by their ids alone.
  func keep(_ day: ReportDay, in zone: Zone) -> Bool {
    day.window(in: zone).lowerBound
      >= ReportDay(number: Int64(end.number)).window(in: .utc).lowerBound
  }

  /// Whether messages may lie in them that were created from then on, or ever.
  func mayHoldMessages(since: Timestamp?) -> Bool {
    since.map { $0 < firstWholeDay.window(in: .utc).lowerBound } ?? true
  }

  /// For whoever asks for such messages.
  ///
  /// - Parameter count: How many events of them are in archives that were read besides.
  /// - Returns: What may be missing, and what to do.
  func note(leavingOut count: Int64) -> String {
    let events = count == 1 ? "1 event of them is" : "\(count) events of them are"
    return """
      messages before \(firstWholeDay) may be missing: the ledger has forgotten the days before \(end)\
      \(count > 0 ? ", and \(events) left out of what was read" : ""); read their archives without \
      --ledger to have all
      """
  }

  /// For whoever is shown a message of them.
  var noteOnMessage: String {
    """
    the ledger has forgotten the days before \(end), and the message with them: what is shown is of the \
    archives that are named
    """
  }

  /// For whoever reads archives that tell of them.
  func noteOnEventsLeftOut(_ count: Int64) -> String {
    """
    \(count == 1 ? "1 event" : "\(count) events") of messages before \(end) \
    \(count == 1 ? "is" : "are") left out: the ledger has forgotten those days
    """
  }
}

extension Journal {
  var forgottenDays: ForgottenDays? { horizon.map { ForgottenDays(end: $0) } }

  /// The first of the last days that the archives tell of, so many of them, of UTC.
  func firstDay(ofLast count: Int, now: Timestamp) -> HomeDay? {
    coverage.pastEnd(now).flatMap { HomeDay(of: $0) }?.advanced(by: 1 - count)
  }

  /// The first day to keep so that the last days of a zone, so many of them, can be restated.
  ///
  /// One more than those, by ``ForgottenDays/firstWholeDay``: messages of the first may lie in the day
  /// before by their ids, or because the ledger's days are those of UTC.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - judged: A day that has to stay whole besides, until there is a later one to judge.
  ///   - zone: Of the days.
  ///   - now: What the machine's clock says.
  /// - Returns: `nil` while the archives tell of no time.
  func firstDay(
    restating count: Int, judging judged: ReportDay?, in zone: Zone, now: Timestamp
  ) -> HomeDay? {
    guard let end = coverage.pastEnd(now) else { return nil }
    let first = ReportDay(of: end, in: zone).advanced(by: 1 - Int64(count))
    return HomeDay(checked: Int(min(first, judged ?? first).number))?.advanced(by: -1)
  }
}
