internal import Archives
internal import Primitives

/// Reads the texts of one level of nesting, and has one for the level below.
///
/// A class, because a reader holds one of its own kind. It is kept from text to text, with the
/// memory and the keys that it knows.
final class NestedReader {
  /// How much memory is kept for the next text in base64.
  private static let keptCapacity = 1 << 20

  private var reader: ValueReader
  private var text: [UInt8] = []
  private var packed: [UInt8] = []
  private var inflater = TextInflater()
  /// What does not count of the text that was read last.
  private(set) var losses = Losses()

  init(_ rules: ReadingRules, level: Int, joinsPieces: Bool = true) {
    reader = ValueReader(rules, level: level, joinsPieces: joinsPieces)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - embedded: The text.
  ///   - bytes: Those in which it lies.
  ///   - inflationLeft: How many bytes may be inflated; becomes less by what was.
  ///   - room: How many bytes this text, and those in it, may be inflated to at a time.
  ///   - body: Receives the events, the bytes they refer to being those of the text.
  /// - Returns: Whether there were any.
  func read(
    _ embedded: Finding, in bytes: Span<UInt8>, inflationLeft: inout Int, room: Int,
    _ body: (EventBatch, Range<Int>, Span<UInt8>) -> Void
  ) -> Bool {
    var found = false
    reader.begin(arrival: embedded.arrival)
    let ending = decode(embedded, bytes, &inflationLeft, room)
    losses = Losses(
      reason: ending == .cut ? .inflatesTooFar : nil, holdsDamagedGzip: ending == .damaged)
    reader.inflationLeft = inflationLeft
    // It stays in memory while those in it are read.
    reader.textRoom = max(0, room - text.count)
    _ = reader.read(text.span, isLast: true) { batch, range, source, _ in
      found = true
      body(batch, range, source)
    }
    inflationLeft = reader.inflationLeft
    losses.add(reader.losses)
    return found
  }

  /// Writes what a string stands for to ``text``.
  ///
  /// - Returns: Whether that is all of it.
  private func decode(
    _ embedded: Finding, _ bytes: Span<UInt8>, _ inflationLeft: inout Int, _ room: Int
  ) -> TextInflater.Ending {
    text.removeAll(keepingCapacity: true)
    let raw = embedded.raw
    switch embedded.form {
    case .typedEvent: TypedValues.appendPlain(raw, bytes, to: &text)
    case .event, .plain: text.append(bytes.extracting(raw.start..<raw.end))
    case .text, .body: decodeEscapes(raw, bytes)
    case .encoded:
      decodeEscapes(raw, bytes)
      return decodeBase64(&inflationLeft, room)
    }
    return .whole
  }

  private func decodeEscapes(_ raw: RawJSON, _ bytes: Span<UInt8>) {
    text.reserveCapacity(raw.count)
    JSONEscapes.decode(bytes, raw.start..<raw.end, to: &text)
  }

  /// Replaces ``text`` by what it is in base64, perhaps gzip; else it stays.
  ///
  /// - Returns: Whether that is all of it.
  private func decodeBase64(_ inflationLeft: inout Int, _ room: Int) -> TextInflater.Ending {
    var packed: [UInt8] = []
    swap(&packed, &self.packed)
    // What is long is rare, and takes no memory while what lies in it is read.
    defer { if packed.capacity <= Self.keptCapacity { swap(&packed, &self.packed) } }
    packed.removeAll(keepingCapacity: true)
    packed.reserveCapacity(text.count / 4 * 3 + 3)
    guard Base64.decode(text.span, to: &packed) else { return .whole }
    guard TextInflater.isGzip(packed) else {
      swap(&text, &packed)
      return .whole
    }
    text.removeAll(keepingCapacity: true)
    let ending = inflater.inflate(packed, limit: min(inflationLeft, room), into: &text)
    inflationLeft -= text.count
    return ending
  }

  /// Reads a line whose values are those of the archive itself.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - inflationLeft: How many bytes may be inflated, in a text; becomes less by what was.
  ///   - allowanceLeft: The same of an archive, for its values together.
  ///   - room: How many bytes the texts in it may be inflated to at a time.
  ///   - body: Receives the events.
  /// - Returns: What it held.
  func read(
    _ line: PartialLines.Line, inflationLeft: inout Int, allowanceLeft: inout Int, room: Int,
    _ body: ValueReader.Sink
  ) -> ValueTally {
    reader.begin(arrival: line.arrival)
    reader.tally = ValueTally()
    (reader.inflationLeft, reader.allowanceLeft) = (inflationLeft, allowanceLeft)
    reader.textRoom = room
    _ = reader.read(line.bytes.span, isLast: true, body)
    (inflationLeft, allowanceLeft) = (reader.inflationLeft, reader.allowanceLeft)
    losses = reader.losses
    return reader.tally
  }
}
