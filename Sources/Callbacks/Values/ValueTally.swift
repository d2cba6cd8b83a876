/// What the bytes of an archive held, counted.
public struct ValueTally: Equatable, Sendable {
  /// Line feeds, plus one when the last line has none.
  public internal(set) var lines = 0
  /// Lines of nothing but blanks, NUL bytes and byte order marks.
  public internal(set) var blankLines = 0
  /// All values; counted where they begin, so that it checks the three counts below.
  public internal(set) var values = 0
  /// Values that hold at least one event, or are `[]`.
  public internal(set) var callbacks = 0
  /// Values without an event, by ``ForeignKind``.
  public internal(set) var foreignByKind = [Int](repeating: 0, count: ForeignKind.allCases.count)
  /// Whether a value without an event has the name of a type of events in it, as far as was looked:
  /// callbacks may lie there, in a wrapper that is not known.
  public internal(set) var namesEventType = false
  public internal(set) var malformed = 0
  /// The first malformed value.
  public internal(set) var firstRejection: Rejection?
  /// Values with gzip in a text that is damaged, whatever else they are.
  public private(set) var damagedGzip = 0
  /// Where the first of them begins, or the element of an array that is the value.
  public private(set) var firstDamagedGzip: ValuePosition?
  /// How many values had begun when the last of them was counted.
  private var valuesUpToDamagedGzip = 0

  public init() {}

  /// A tally that was stored.
  ///
  /// - Precondition: There is a count for each ``ForeignKind``.
  public init(
    lines: Int, blankLines: Int, values: Int, callbacks: Int, foreignByKind: [Int],
    namesEventType: Bool = false, malformed: Int, firstRejection: Rejection?,
    damagedGzip: Int = 0, firstDamagedGzip: ValuePosition? = nil
  ) {
    precondition(foreignByKind.count == ForeignKind.allCases.count, "counts of other kinds")
    self.lines = lines
    self.blankLines = blankLines
    self.values = values
    self.callbacks = callbacks
    self.foreignByKind = foreignByKind
    self.namesEventType = namesEventType
    self.malformed = malformed
    self.firstRejection = firstRejection
    self.damagedGzip = damagedGzip
    self.firstDamagedGzip = firstDamagedGzip
  }

  mutating func count(foreign kind: ForeignKind) {
    foreignByKind[Int(kind.rawValue)] += 1
  }

  /// Counts the value that has begun last, once.
  mutating func countDamagedGzip(at position: ValuePosition) {
    guard valuesUpToDamagedGzip < values else { return }
    valuesUpToDamagedGzip = values
    damagedGzip += 1
    firstDamagedGzip = firstDamagedGzip ?? position
  }

  /// Adds the values of a line that was read by itself.
  mutating func add(_ line: ValueTally, at position: ValuePosition) {
    if line.damagedGzip > 0 { firstDamagedGzip = firstDamagedGzip ?? position }
    damagedGzip += line.damagedGzip
    values += line.values
    callbacks += line.callbacks
    malformed += line.malformed
    namesEventType = namesEventType || line.namesEventType
    for kind in foreignByKind.indices { foreignByKind[kind] += line.foreignByKind[kind] }
  }

  /// What there is more than when the archive was shorter.
  ///
  /// Less of something is nothing more: the end of the shorter one may have been cut. Where the first
  /// malformed value is was told then, and where the first damaged gzip.
  public func growth(since shorter: ValueTally) -> ValueTally {
    var more = self
    func subtract(_ count: WritableKeyPath<ValueTally, Int>) {
      more[keyPath: count] = max(0, self[keyPath: count] - shorter[keyPath: count])
    }
    for count in [
      \.lines, \.blankLines, \.values, \.callbacks, \.malformed, \.damagedGzip,
    ] as [WritableKeyPath<ValueTally, Int>] { subtract(count) }
    for kind in foreignByKind.indices { subtract(\.foreignByKind[kind]) }
    if shorter.firstRejection != nil { more.firstRejection = nil }
    if shorter.firstDamagedGzip != nil { more.firstDamagedGzip = nil }
    return more
  }

  public var foreign: Int { foreignByKind.reduce(0, +) }
}
