internal import Primitives

/// Counts lines and blank lines as the bytes go by.
struct LineCounter {
  private(set) var lines = 0
  private(set) var blankLines = 0
  /// Whether the line being read holds nothing but blanks, NUL bytes and byte order marks so far.
  private(set) var isBlank = true
  /// Whether the line being read has no byte so far.
  private var isEmpty = true

  /// One-based number of the line being read.
  var line: Int { lines + 1 }

  @inline(__always)
  mutating func passContent() {
    isBlank = false
    isEmpty = false
  }

  @inline(__always)
  mutating func passBlank() {
    isEmpty = false
  }

  @inline(__always)
  mutating func passLineFeed() {
    lines += 1
    if isBlank { blankLines += 1 }
    isBlank = true
    isEmpty = true
  }

  /// Passes bytes that may hold line feeds.
  mutating func pass(_ bytes: Span<UInt8>) {
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A: passLineFeed()
      case 0x20, 0x09, 0x0D, 0x00: passBlank()
      default: passContent()
      }
    }
  }

  /// Ends the last line when no line feed did.
  mutating func finish() {
    if !isEmpty { passLineFeed() }
  }
}
