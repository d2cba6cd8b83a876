internal import CIntrinsics

/// Two bytes at a distance, by which a text is looked for: few places have both.
struct BytePair {
  let first: UInt8
  let second: UInt8
  let distance: UInt8
}

/// Pairs of bytes that are looked for at the same time.
struct BytePairs: Sendable {
  /// How many there are.
  static let count = Int(WAYBILL_PAIR_COUNT)

  fileprivate var pairs = waybill_pairs()

  /// - Precondition: There are ``count`` of them.
  init(_ pairs: [BytePair]) {
    precondition(pairs.count == Self.count, "\(pairs.count) pairs")
    // SAFETY: each array of C has as many bytes as there are pairs.
    unsafe withUnsafeMutableBytes(of: &self.pairs.first) { bytes in
      for (index, pair) in pairs.enumerated() { unsafe bytes[index] = pair.first }
    }
    unsafe withUnsafeMutableBytes(of: &self.pairs.second) { bytes in
      for (index, pair) in pairs.enumerated() { unsafe bytes[index] = pair.second }
    }
    unsafe withUnsafeMutableBytes(of: &self.pairs.distance) { bytes in
      for (index, pair) in pairs.enumerated() { unsafe bytes[index] = pair.distance }
    }
  }
}

extension Span<UInt8> {
  /// The offset of the first pair that begins at `offset` or behind it, and lies in the span whole.
  func firstOffset(of pairs: BytePairs, from offset: Int) -> Int? {
    precondition(offset >= 0 && offset <= count)
    var pairs = pairs.pairs
    // SAFETY: nothing outside of the span is looked at, which is alive during the call, as is the
    // copy of the pairs.
    let found = unsafe withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return count }
      return unsafe waybill_first_pair(start, offset, count, &pairs)
    }
    return found < count ? found : nil
  }
}
