internal import Primitives

/// What was found inside objects that are open, in the order of the bytes.
///
/// What is taken back stays in its place, and what has no arrival yet is known by its place. So neither a
/// member that comes again nor a wrapper that says when it was received costs more than its own bytes,
/// however much lies inside, and however deep.
struct Findings {
  private var all: [Finding] = []
  /// Those without an arrival, ascending.
  private var unstamped: [Int] = []
  /// Those that were taken back; ranges that begin further right may lie in others.
  private var takenBack: [Range<Int>] = []

  var count: Int { all.count }
  var isEmpty: Bool { all.isEmpty }

  mutating func append(_ finding: Finding) {
    if finding.arrival == nil { unstamped.append(all.count) }
    all.append(finding)
  }

  mutating func setForm(of place: Int, _ form: Finding.Form) {
    all[place].form = form
  }

  /// Says when all from `place` on arrived of which that is not known.
  mutating func stamp(_ arrival: Timestamp, from place: Int) {
    while let last = unstamped.last, last >= place {
      all[last].arrival = arrival
      unstamped.removeLast()
    }
  }

  /// Takes back what lies in some ranges.
  mutating func takeBack(_ ranges: [Range<Int>]) {
    takenBack += ranges
  }

  /// Forgets all from `place` on.
  mutating func removeAll(from place: Int) {
    all.removeSubrange(place...)
    while let last = unstamped.last, last >= place { unstamped.removeLast() }
    // What begins further right came later.
    while let last = takenBack.last, last.lowerBound >= place { takenBack.removeLast() }
  }

  mutating func removeAll() {
    all.removeAll(keepingCapacity: true)
    unstamped.removeAll(keepingCapacity: true)
    takenBack.removeAll(keepingCapacity: true)
  }

  /// Calls `body` for each that was not taken back, in order.
  mutating func forEachKept(_ body: (Finding) -> Void) {
    takenBack.sort { $0.lowerBound < $1.lowerBound }
    var place = 0
    for range in takenBack {
      while place < range.lowerBound {
        body(all[place])
        place += 1
      }
      place = max(place, range.upperBound)
    }
    for finding in all[place...] { body(finding) }
  }
}
