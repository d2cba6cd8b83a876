internal import Lifecycles

/// A value for each home of a day, of which those that say nothing take no memory.
///
/// Whoever makes up ids makes up their times: a ledger may have thousands of days with one message each.
struct DayValues<Value: DayValue>: Equatable, Sendable {
  private struct Kept: Equatable, Sendable {
    let home: UInt8
    var value: Value
  }

  /// Those that say something, in order.
  private var kept: [Kept] = []
}

/// What there is of a home.
protocol DayValue: Equatable, Sendable {
  /// That of a home without messages.
  static var nothing: Self { get }
}

extension DayValues: RandomAccessCollection, MutableCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { Home.countInDay }

  /// - Parameter section: The number of a home in its day.
  subscript(section: Int) -> Value {
    get {
      requireHome(section)
      return kept.first { $0.home == section }?.value ?? .nothing
    }
    set {
      requireHome(section)
      let place = kept.firstIndex { $0.home >= section } ?? kept.endIndex
      let isKept = place < kept.endIndex && kept[place].home == section
      kept.replaceSubrange(
        place..<(isKept ? place + 1 : place),
        with: newValue == .nothing ? [] : [Kept(home: UInt8(section), value: newValue)])
    }
  }

  private func requireHome(_ section: Int) {
    precondition(indices.contains(section), "no home has the number \(section) in its day")
  }
}

extension LedgerSection: DayValue {
  static var nothing: LedgerSection { LedgerSection() }
}

extension LifecycleCounts: DayValue {
  static var nothing: LifecycleCounts { .identity }
}
