/// A 64-bit hash of a stream of bytes, fed in pieces: the same on every machine, however they are cut.
///
/// Beside a CRC-32 it tells contents apart that nobody made alike on purpose. Not cryptographic, and
/// not that of ``StableHash``.
public struct RunningHash: Sendable {
  private let keys = StableHash.stable.keys
  private var state: UInt64
  private var byteCount: UInt64 = 0
  /// The bytes behind the last whole piece of 16.
  private var rest: [UInt8] = []

  public init() {
    state = keys.0
    rest.reserveCapacity(16)
  }

  public mutating func update(_ bytes: Span<UInt8>) {
    byteCount += UInt64(bytes.count)
    var offset = 0
    if !rest.isEmpty {
      offset = min(16 - rest.count, bytes.count)
      rest.append(bytes.extracting(..<offset))
      guard rest.count == 16 else { return }
      state = mixed(rest.span.word(at: 0), rest.span.word(at: 8))
      rest.removeAll(keepingCapacity: true)
    }
    while bytes.count - offset >= 16 {
      state = mixed(bytes.word(at: offset), bytes.word(at: offset + 8))
      offset += 16
    }
    rest.append(bytes.extracting(offset...))
  }

  @inline(__always)
  private func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    StableHash.fold(a ^ keys.1, b ^ state)
  }

  /// The hash of the bytes so far.
  public var value: UInt64 {
    var padded = rest
    padded.append(contentsOf: repeatElement(0, count: 16 - rest.count))
    let last = mixed(padded.span.word(at: 0), padded.span.word(at: 8))
    return StableHash.fold(last ^ byteCount, keys.2)
  }
}
