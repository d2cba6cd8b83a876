/// Where a JSON value lies in the bytes it was read from, and what it is.
///
/// One word, because an object keeps two dozen of them while it is read.
struct RawJSON: Equatable, Sendable {
  enum Kind: UInt64 {
    case absent, string, escapedString, number, `true`, `false`, null, array, object
  }

  /// Offsets have 30 bits: the bytes that a value is read from never exceed 1 GiB.
  static let offsetLimit = 1 << 30

  private var bits: UInt64

  /// No value at all.
  static let absent = RawJSON(.absent, 0, 0)

  /// Describes the bytes `start..<end`; of a string without its quotes.
  init(_ kind: Kind, _ start: Int, _ end: Int) {
    bits = kind.rawValue << 60 | UInt64(start) << 30 | UInt64(end)
  }

  var kind: Kind { Kind(rawValue: bits >> 60) ?? .absent }
  var start: Int { Int(bits >> 30 & 0x3FFF_FFFF) }
  var end: Int { Int(bits & 0x3FFF_FFFF) }
  var count: Int { end - start }
  var isString: Bool { kind == .string || kind == .escapedString }
}
