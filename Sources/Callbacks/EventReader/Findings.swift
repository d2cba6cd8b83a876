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
  /// How many were taken, or passed because they were taken back.
  private var place = 0
  private var passedRanges = 0

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
    guard !all.isEmpty else { return }
    all.removeAll(keepingCapacity: true)
    unstamped.removeAll(keepingCapacity: true)
    takenBack.removeAll(keepingCapacity: true)
    place = 0
    passedRanges = 0
  }

  /// Makes ready to take those that were not taken back, in order; no more are added.
  mutating func beginTaking() {
    takenBack.sort { $0.lowerBound < $1.lowerBound }
  }

  /// The next one.
  mutating func first() -> Finding? {
    while passedRanges < takenBack.count, takenBack[passedRanges].lowerBound <= place {
      place = max(place, takenBack[passedRanges].upperBound)
      passedRanges += 1
    }
    return place < all.count ? all[place] : nil
  }

  mutating func removeFirst() {
    place += 1
  }
}
