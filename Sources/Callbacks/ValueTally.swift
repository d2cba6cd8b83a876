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
  public internal(set) var malformed = 0
  /// The first malformed value.
  public internal(set) var firstRejection: Rejection?

  public init() {}

  /// A tally that was stored.
  ///
  /// - Precondition: There is a count for each ``ForeignKind``.
  public init(
    lines: Int, blankLines: Int, values: Int, callbacks: Int, foreignByKind: [Int],
    malformed: Int, firstRejection: Rejection?
  ) {
    precondition(foreignByKind.count == ForeignKind.allCases.count, "counts of other kinds")
    self.lines = lines
    self.blankLines = blankLines
    self.values = values
    self.callbacks = callbacks
    self.foreignByKind = foreignByKind
    self.malformed = malformed
    self.firstRejection = firstRejection
  }

  mutating func count(foreign kind: ForeignKind) {
    foreignByKind[Int(kind.rawValue)] += 1
  }

  /// Adds the values of a line that was read by itself.
  mutating func add(_ line: ValueTally) {
    values += line.values
    callbacks += line.callbacks
    malformed += line.malformed
    for kind in foreignByKind.indices { foreignByKind[kind] += line.foreignByKind[kind] }
  }

  public var foreign: Int { foreignByKind.reduce(0, +) }
}

/// A value that could not be read.
public struct Rejection: Equatable, Sendable {
  public var reason: JSONDamage.Reason
  /// One-based line of the damage.
  public var line: Int
  /// Zero-based offset of the damage in the decompressed bytes.
  public var offset: Int

  public init(reason: JSONDamage.Reason, line: Int, offset: Int) {
    self.reason = reason
    self.line = line
    self.offset = offset
  }
}

extension Rejection: CustomStringConvertible {
  public var description: String { "line \(line), offset \(offset): \(reason)" }
}

/// Where a value begins.
public struct ValuePosition: Equatable, Sendable {
  /// One-based.
  public var line: Int
  /// Zero-based, in the decompressed bytes.
  public var offset: Int
  /// Whether it was found only because the archive ends where it does: with more bytes behind, what
  /// lies there might have been read as a part of something longer.
  ///
  /// All values without it come before those with it, and come again when the archive has grown.
  public var dependsOnEnd = false

  init(line: Int, offset: Int, dependsOnEnd: Bool = false) {
    self.line = line
    self.offset = offset
    self.dependsOnEnd = dependsOnEnd
  }
}
