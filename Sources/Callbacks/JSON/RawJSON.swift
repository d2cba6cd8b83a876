/// Where a JSON value lies in the bytes it was read from, and what it is.
///
/// One word, because many of them are kept while an object is read.
struct RawJSON: Equatable, Sendable, BitwiseCopyable {
  /// Not an `enum`: making one from bits would be a call, and this is done for every value.
  struct Kind: Equatable, Sendable, BitwiseCopyable {
    fileprivate let bits: UInt64

    static var absent: Kind { Kind(bits: 0) }
    static var string: Kind { Kind(bits: 1) }
    /// With escapes, none of which stands for a quote.
    static var escapedString: Kind { Kind(bits: 2) }
    /// With escapes that stand for quotes: no other string is JSON text with an event.
    static var quotingString: Kind { Kind(bits: 3) }
    static var number: Kind { Kind(bits: 4) }
    static var `true`: Kind { Kind(bits: 5) }
    static var `false`: Kind { Kind(bits: 6) }
    static var null: Kind { Kind(bits: 7) }
    static var array: Kind { Kind(bits: 8) }
    static var object: Kind { Kind(bits: 9) }
    /// An array of nothing but one string without escapes, whose place is that of the string: so
    /// are most lists of recipients, and need not be read again.
    static var loneString: Kind { Kind(bits: 10) }
  }

  /// Where values begin has 30 bits, and so has how long they are: the bytes that they are read from
  /// never exceed 1 GiB, and the longest value is half of that.
  static let offsetLimit = 1 << 30

  private let bits: UInt64

  /// No value at all.
  @inline(__always)
  static var absent: RawJSON { RawJSON(.absent, 0, 0) }

  /// Describes the bytes `start..<end`; of a string without its quotes.
  ///
  /// - Precondition: `start` and the count are below ``offsetLimit``; `end` may reach it.
  @inline(__always)
  init(_ kind: Kind, _ start: Int, _ end: Int) {
    bits =
      kind.bits << 60 | UInt64(truncatingIfNeeded: start) << 30
      | UInt64(truncatingIfNeeded: end &- start)
  }

  @inline(__always) var kind: Kind { Kind(bits: bits >> 60) }
  @inline(__always) var start: Int { Int(truncatingIfNeeded: bits >> 30 & 0x3FFF_FFFF) }
  @inline(__always) var end: Int { start &+ count }
  @inline(__always) var count: Int { Int(truncatingIfNeeded: bits & 0x3FFF_FFFF) }
  @inline(__always) var isString: Bool { kind == .string || hasEscapes }
  @inline(__always) var hasEscapes: Bool { kind == .escapedString || kind == .quotingString }
}
