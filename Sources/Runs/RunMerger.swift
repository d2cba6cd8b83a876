internal import Primitives

/// Reads the same section of several runs at once, in the order of keys.
///
/// ```swift
/// var merger = try RunMerger(runs, section: partition)
/// while try merger.next({ source, beginsBlock, key, value in … }) { … }
/// ```
///
/// It takes ``Run/bufferByteCount(forSection:)`` of each run, and a compressed block. Cost of a
/// record: about log₂ of the number of runs comparisons of words, and a checksum of its bytes. Keys
/// are told apart fastest when their first 16 bytes differ.
///
/// The order comes from a loser tree (Knuth, "The Art of Computer Programming", vol. 3, §5.4.1): a
/// node holds the loser of the match between the winners below it, and node 0 the overall winner.
public struct RunMerger: ~Copyable {
  private let runs: [Run]
  private var cursors: [RunCursor]
  /// The slots of all cursors, one behind the other.
  private var buffers: [UInt8]
  /// A compressed block, while it is read.
  private var stored: [UInt8] = []
  private var nodes: [Node]
  /// The key whose records are being handed out.
  private var key: [UInt8] = []

  /// A section of a run, whose records are read with those of others.
  public struct Source: Sendable {
    public let run: Run
    public let section: Int

    public init(_ run: Run, section: Int) {
      self.run = run
      self.section = section
    }
  }

  /// A source in the tree, with the beginning of its current key.
  private struct Node {
    var prefix: UInt128
    var source: Int
  }

  /// Stands before the first key of the section.
  ///
  /// - Parameters:
  ///   - runs: In the order in which the records of a key are to be handed out.
  ///   - section: Which section; all runs have it.
  /// - Throws: ``RunError`` of kind `cannotRead` or `damaged`.
  public init(_ runs: [Run], section: Int) throws(RunError) {
    try self.init(runs.map { Source($0, section: section) })
  }

  /// Stands before the first key of all sources.
  ///
  /// - Parameter sources: In the order in which the records of a key are to be handed out.
  /// - Throws: ``RunError`` of kind `cannotRead` or `damaged`.
  public init(_ sources: [Source]) throws(RunError) {
    runs = sources.map(\.run)
    cursors = []
    nodes = []
    var bufferBytes = 0
    for source in sources {
      let (run, section) = (source.run, source.section)
      precondition(run.sections.indices.contains(section), "a run without section \(section)")
      cursors.append(RunCursor(slot: bufferBytes, section: run.sections[section]))
      bufferBytes += run.bufferByteCount(forSection: section)
    }
    buffers = [UInt8](repeating: 0, count: bufferBytes)
    for source in runs.indices { try advance(source) }
    guard !runs.isEmpty else { return }
    nodes = Array(repeating: Node(prefix: 0, source: 0), count: runs.count)
    nodes[0] = playMatches(below: 1)
  }

  /// Hands out all records of the least key that is left: one call for each run that holds it, in
  /// the order of the runs.
  ///
  /// - Parameter body: Gets the index of the run, whether the record is the first of its block
  ///   there, key and value. Throws what is wrong with them.
  /// - Returns: `false` at the end, without any call.
  /// - Throws: ``RunError`` of kind `cannotRead` or `damaged`, also for what `body` throws, which is
  ///   told with the place of the block; the merge cannot go on then.
  public mutating func next(
    _ body: (
      _ source: Int, _ beginsBlock: Bool, _ key: Span<UInt8>, _ value: Span<UInt8>
    ) throws(RunError.Damage) -> Void
  ) throws(RunError) -> Bool {
    guard let winner = nodes.first, !cursors[winner.source].isAtEnd else { return false }
    key.replace(with: buffers, cursors[winner.source].key)
    var source = winner.source
    repeat {
      try handOut(source, to: body)
      try advance(source)
      guard isBeyondKey(source, prefix: winner.prefix) else {
        throw runs[source].file.damaged(.unsorted, at: cursors[source].blockOffset)
      }
      replayMatches(of: source)
      source = nodes[0].source
    } while nodes[0].prefix == winner.prefix && hasKey(source)
    return true
  }

  @inline(__always)
  private func handOut(
    _ source: Int, to body: (Int, Bool, Span<UInt8>, Span<UInt8>) throws(RunError.Damage) -> Void
  ) throws(RunError) {
    let bytes = buffers.span
    let (key, value) = (cursors[source].key, cursors[source].value)
    do throws(RunError.Damage) {
      try body(
        source, cursors[source].beginsBlock, bytes.extracting(key), bytes.extracting(value))
    } catch {
      throw runs[source].file.damaged(error, at: cursors[source].blockOffset)
    }
  }

  /// Moves a source to its next record, or to its end.
  @inline(__always)
  private mutating func advance(_ source: Int) throws(RunError) {
    if cursors[source].isAtBlockEnd {
      try cursors[source].readBlock(of: runs[source], into: &buffers, &stored)
      if cursors[source].isAtEnd { return }
    }
    guard cursors[source].readRecord(buffers) else {
      throw runs[source].file.damaged(.inconsistent, at: cursors[source].blockOffset)
    }
  }

  /// Whether a source has left the key that is being handed out, towards the greater ones.
  @inline(__always)
  private func isBeyondKey(_ source: Int, prefix: UInt128) -> Bool {
    guard cursors[source].prefix == prefix else { return cursors[source].prefix > prefix }
    return cursors[source].isAtEnd
      || key.span.precedes(buffers.span.extracting(cursors[source].key))
  }

  /// Whether a source stands at the key that is being handed out.
  private func hasKey(_ source: Int) -> Bool {
    !cursors[source].isAtEnd && buffers.span.extracting(cursors[source].key).equals(key.span)
  }
}

// The tree: the leaves are the places from `nodes.count` on, and the parent of a place is its half.
extension RunMerger {
  /// Fills the nodes from `place` downwards.
  ///
  /// - Returns: The winner.
  private mutating func playMatches(below place: Int) -> Node {
    guard place < nodes.count else {
      let source = place - nodes.count
      return Node(prefix: cursors[source].prefix, source: source)
    }
    let left = playMatches(below: place * 2)
    let right = playMatches(below: place * 2 + 1)
    let leftWins = precedes(left, right)
    nodes[place] = leftWins ? right : left
    return leftWins ? left : right
  }

  /// Plays the matches of a source again, after it has moved.
  @inline(__always)
  private mutating func replayMatches(of source: Int) {
    var winner = Node(prefix: cursors[source].prefix, source: source)
    var place = (source + nodes.count) / 2
    while place > 0 {
      let other = nodes[place]
      if precedes(other, winner) {
        nodes[place] = winner
        winner = other
      }
      place /= 2
    }
    nodes[0] = winner
  }

  /// Whether `a` is to be handed out before `b`: by key, then by source; sources at their end last.
  @inline(__always)
  private func precedes(_ a: Node, _ b: Node) -> Bool {
    a.prefix == b.prefix ? precedes(a.source, b.source) : a.prefix < b.prefix
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    guard !cursors[a].isAtEnd, !cursors[b].isAtEnd else { return !cursors[a].isAtEnd }
    let (aKey, bKey) = (cursors[a].key, cursors[b].key)
    let bytes = buffers.span
    // One comparison decides: of equal keys, the one of the lower source comes first.
    return a < b
      ? !bytes.extracting(bKey).precedes(bytes.extracting(aKey))
      : bytes.extracting(aKey).precedes(bytes.extracting(bKey))
  }
}
