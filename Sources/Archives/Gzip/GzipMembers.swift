internal import Primitives

/// Inflates one layer of gzip: one or more members, back to back (RFC 1952 §2.2), with zeros
/// between and behind them.
///
/// Headers and trailers are read here and not by zlib: what is behind a wrong checksum can then be
/// found by the rules of the format alone.
struct GzipMembers: ~Copyable {
  private enum State {
    /// Behind a member, or before the first: zeros, the next magic, or the end.
    case between
    /// The first magic byte was seen.
    case magic
    case header(GzipHeader)
    case body
    /// `count` bytes of the trailer are in the low bytes of `bytes`.
    case trailer(bytes: UInt64, count: Int)
    /// Nothing behind the damage can be read.
    case stopped
  }

  private var state = State.between
  private var inflater = Inflater()
  /// CRC-32 and length of the data of this member.
  private var checksum = RunningChecksum()
  private var byteCount: Int64 = 0
  /// Stored bytes read so far.
  private var offset: Int64 = 0
  /// Members begun.
  private(set) var begunCount = 0
  /// The first damage.
  private(set) var damage: ArchiveDamage?

  /// Whether the damage allows no further reading.
  var isStopped: Bool {
    if case .stopped = state { true } else { false }
  }

  /// Begins anew, for other bytes.
  mutating func begin() {
    state = .between
    offset = 0
    begunCount = 0
    damage = nil
  }

  /// Begins with a first member whose magic is damaged, as if it were not.
  mutating func begin(behindDamagedMagic position: inout Int) {
    begunCount = 1
    report(.wrongMagic, at: 0)
    position = 2
    offset = 2
    state = .header(GzipHeader())
  }

  /// Inflates `input` from `position` on, appending to `output` until either is used up.
  ///
  /// - Parameters:
  ///   - input: Stored bytes that follow directly on those of the previous call. May be empty:
  ///     what an earlier call had no room for is still appended.
  ///   - position: Offset of the first unread byte of `input`; advanced past what was read.
  ///   - output: Receives bytes in its free capacity, and is never grown.
  mutating func inflate(
    _ input: [UInt8], position: inout Int, into output: inout OutputSpan<UInt8>
  ) {
    let input = input.span
    var advances = true
    while advances {
      let start = position
      advances = step(input, &position, &output)
      offset += Int64(position - start)
    }
  }

  /// Declares the end of input: a member that is still open is truncated.
  mutating func finish() {
    switch state {
    case .between, .stopped: return
    case .magic: begunCount += 1
    case .header, .body, .trailer: break
    }
    report(.truncated, at: offset)
  }

  /// Reads on within one state.
  ///
  /// - Returns: Whether the next state may go on with what is left.
  private mutating func step(
    _ input: Span<UInt8>, _ position: inout Int, _ output: inout OutputSpan<UInt8>
  ) -> Bool {
    switch state {
    case .between: readBetween(input, &position)
    case .magic: readMagic(input, &position)
    case .header(let header): read(header, input, &position)
    case .body: readBody(input, &position, &output)
    case .trailer(let bytes, let count): readTrailer(bytes, count, input, &position)
    case .stopped: false
    }
  }

  private mutating func readBetween(_ input: Span<UInt8>, _ position: inout Int) -> Bool {
    let start = position
    position = input.firstNonZero(from: position)
    guard position < input.count else { return false }
    guard input[position] == GzipHeader.magic.0 else {
      stop(.trailingBytes, at: offset + Int64(position - start))
      return false
    }
    position += 1
    state = .magic
    return true
  }

  private mutating func readMagic(_ input: Span<UInt8>, _ position: inout Int) -> Bool {
    guard position < input.count else { return false }
    guard input[position] == GzipHeader.magic.1 else {
      stop(.trailingBytes, at: offset - 1)
      return false
    }
    position += 1
    begunCount += 1
    state = .header(GzipHeader())
    return true
  }

  private mutating func read(
    _ header: GzipHeader, _ input: Span<UInt8>, _ position: inout Int
  ) -> Bool {
    var header = header
    let start = position
    do throws(ArchiveDamage.Kind) {
      let progress = try header.parse(input, position: &position)
      guard case .complete(let checksumMatches) = progress else {
        state = .header(header)
        return false
      }
      if !checksumMatches {
        report(.wrongHeaderChecksum, at: offset + Int64(position - start) - 2)
      }
    } catch {
      stop(error, at: offset + Int64(position - start) - 1)
      return false
    }
    inflater.reset()
    checksum = RunningChecksum()
    byteCount = 0
    state = .body
    return true
  }

  private mutating func readBody(
    _ input: Span<UInt8>, _ position: inout Int, _ output: inout OutputSpan<UInt8>
  ) -> Bool {
    guard output.freeCapacity > 0 else { return false }
    let start = position
    let outputStart = output.count
    let outcome = inflater.inflate(input, position: &position, into: &output)
    let bytes = output.span.extracting(outputStart...)
    checksum.update(bytes)
    byteCount += Int64(bytes.count)
    switch outcome {
    case .paused: return false
    case .finished: state = .trailer(bytes: 0, count: 0)
    case .broken(let reason):
      stop(.brokenDeflate(reason: reason), at: offset + Int64(position - start))
    }
    return !isStopped
  }

  private mutating func readTrailer(
    _ bytes: UInt64, _ count: Int, _ input: Span<UInt8>, _ position: inout Int
  ) -> Bool {
    let start = position
    var bytes = bytes
    let taken = min(8 - count, input.count - position)
    for index in 0..<taken {
      bytes |= UInt64(input[position + index]) << UInt64((count + index) * 8)
    }
    position += taken
    guard count + taken == 8 else {
      state = .trailer(bytes: bytes, count: count + taken)
      return false
    }
    check(bytes, at: offset + Int64(position - start) - 8)
    state = .between
    return true
  }

  /// Compares the trailer at `trailerOffset` with the data.
  private mutating func check(_ trailer: UInt64, at trailerOffset: Int64) {
    let storedChecksum = UInt32(truncatingIfNeeded: trailer)
    let storedLength = UInt32(truncatingIfNeeded: trailer >> 32)
    let length = UInt32(truncatingIfNeeded: byteCount)
    if storedChecksum != checksum.value {
      report(
        .wrongChecksum(stored: storedChecksum, computed: checksum.value), at: trailerOffset)
    } else if storedLength != length {
      report(.wrongLength(stored: storedLength, computed: length), at: trailerOffset + 4)
    }
  }

  private mutating func report(_ kind: ArchiveDamage.Kind, at offset: Int64) {
    guard damage == nil else { return }
    damage = ArchiveDamage(kind, member: begunCount, offset: offset)
  }

  private mutating func stop(_ kind: ArchiveDamage.Kind, at offset: Int64) {
    report(kind, at: offset)
    state = .stopped
  }
}

extension Span<UInt8> {
  /// The first index from `start` on whose byte is not 0; the count if there is none.
  fileprivate func firstNonZero(from start: Int) -> Int {
    var index = start
    while count - index >= 8, word(at: index) == 0 { index += 8 }
    while index < count, self[index] == 0 { index += 1 }
    return index
  }
}
