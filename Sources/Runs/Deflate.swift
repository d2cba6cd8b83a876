internal import CZlib
internal import Primitives

// Every call of libz in this module.

/// Compresses and expands blocks, each by itself, in zlib's format (RFC 1950).
enum Deflate {
  /// No data expands to more than so many times its size; zlib's manual says 1032.
  static let greatestRatio: UInt64 = 1040
  /// The fastest: the ledger is written in the time in which archives are read.
  private static let level: Int32 = 1

  /// Appends the compressed bytes, if they are fewer.
  ///
  /// - Returns: Whether they were appended.
  static func compress(_ bytes: Span<UInt8>, into output: inout [UInt8]) -> Bool {
    guard bytes.count > 1 else { return false }
    var isSmaller = false
    output.append(addingCapacity: bytes.count - 1) { output in
      unsafe bytes.withUnsafeBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target, count in
          guard let start = target.baseAddress else { return }
          // SAFETY: both buffers outlive the call, and zlib is told their exact sizes.
          var size = UInt(target.count - count)
          let status = unsafe compress2(
            start + count, &size, source.baseAddress, UInt(source.count), level)
          isSmaller = status == Z_OK
          if isSmaller { count += Int(size) }
        }
      }
    }
    return isSmaller
  }

  /// Expands all of `bytes` into a range of `target`, which they have to fill.
  ///
  /// - Returns: Whether they are what was compressed.
  static func expand(
    _ bytes: Span<UInt8>, into target: inout MutableSpan<UInt8>, _ range: Range<Int>
  ) -> Bool {
    precondition(0 <= range.lowerBound && range.upperBound <= target.count, "no room to expand")
    return unsafe bytes.withUnsafeBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { target in
        guard let start = target.baseAddress else { return false }
        // SAFETY: the range lies within the target, and zlib is told the exact sizes.
        var size = UInt(range.count)
        var taken = UInt(source.count)
        let status = unsafe uncompress2(
          start + range.lowerBound, &size, source.baseAddress, &taken)
        return status == Z_OK && size == range.count && taken == source.count
      }
    }
  }
}
