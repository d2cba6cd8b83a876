internal import Primitives

/// Tells whether an archive may hold one of some ids, or a number, without reading its values.
///
/// The bytes are searched as they stand, several times as fast as they can be inflated. That is
/// sound because there are few ways to write a text other than by its own bytes, and whatever looks
/// like one of them counts as found:
///
/// | way | what counts as found |
/// | --- | --- |
/// | an escape: `\u0031`, at any depth of texts in texts | `\u00` and the digits of a character that is sought or could write such an escape or a name below: a letter or digit, a blank, a quote, a backslash |
/// | base64, gzipped or not | see ``Base64Disguise`` |
/// | a line that a container runtime cut | ` stdout P` and ` stderr P` |
///
/// Everything else that wraps callbacks leaves the bytes of a text side by side. Sought is an id's
/// quote with as much of what follows as can be written by nothing but itself or `\u`, which leaves
/// out the slash, `\/`; and of a phone number the digits, for its plus may be missing.
///
/// Finding too much costs time: an archive that may hold a text is read as for the reports.
public struct TextSearch: Sendable {
  /// No more of a text is compared.
  private static let longestNeedle = 64
  /// How many bytes behind a place are looked at, at most.
  static let reach = 192

  /// Sorted, none the beginning of another.
  private let needles: [[UInt8]]
  /// What all needles begin with.
  private let prefix: [UInt8]
  private let pairs: BytePairs
  /// By byte: whether an escape that stands for it counts as found.
  private let isTelling: [Bool]

  /// A search for any of some ids; `nil` if the bytes of one may be written in too many ways.
  public init?(ids: [[UInt8]]) {
    self.init(needles: ids.map(Self.quoted))
  }

  /// A search for a number in normal form; `nil` if its bytes may be written in too many ways.
  public init?(number: [UInt8]) {
    let isLong = number.first == UInt8(ascii: "+") && PhoneNumber.isNumber(number)
    self.init(needles: [isLong ? Array(number.dropFirst()) : Self.quoted(number)])
  }

  private init?(needles: [[UInt8]]) {
    guard !needles.isEmpty, needles.allSatisfy({ $0.count > 1 }) else { return nil }
    var kept: [[UInt8]] = []
    for needle in needles.sorted(by: { $0.lexicographicallyPrecedes($1) })
    where kept.last.map({ !needle.starts(with: $0) }) ?? true { kept.append(needle) }
    self.needles = kept
    let (first, last) = (kept[0], kept[kept.count - 1])
    // Sorted, so that what the outer two share all share.
    prefix = Array(zip(first, last).prefix { $0 == $1 }.map(\.0))
    pairs = BytePairs([
      BytePair(
        first: prefix[0], second: prefix[prefix.count - 1], distance: UInt8(prefix.count - 1)),
      Disguise.escape, Disguise.data, Disguise.base64Flag, Disguise.cutLine,
    ])
    isTelling = Disguise.tellingBytes(kept)
  }

  /// A quote and the beginning of a text, up to what can be escaped in a short way.
  private static func quoted(_ text: [UInt8]) -> [UInt8] {
    let plain = text.prefix { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        && byte != UInt8(ascii: "/")
    }
    return [UInt8(ascii: "\"")] + plain.prefix(longestNeedle - 1)
  }

  /// Looks through a window of an archive.
  ///
  /// - Parameters:
  ///   - window: What the last call left, and the bytes that follow it.
  ///   - isLast: Whether the archive ends with this window.
  /// - Returns: How many bytes are done with, as ``ValueReader/read(_:isLast:_:)``; `nil` if the
  ///   archive may hold what is sought.
  public func examine(_ window: Span<UInt8>, isLast: Bool) -> Int? {
    // What lies closer to the end than that is looked at when more of it is there.
    let end = isLast ? window.count : max(0, window.count - Self.reach)
    var offset = 0
    while let place = window.firstOffset(of: pairs, from: offset), place < end {
      if begins(window, at: place) { return nil }
      offset = place + 1
    }
    return end
  }

  /// Whether what is sought, or what may hide it, begins at `place`.
  private func begins(_ window: Span<UInt8>, at place: Int) -> Bool {
    if window.holds(prefix, at: place), holdsNeedle(window, at: place) { return true }
    return Disguise.begins(window, at: place, isTelling)
  }

  private func holdsNeedle(_ window: Span<UInt8>, at place: Int) -> Bool {
    guard needles.count > 1 else { return true }
    let text = window.extracting(place..<min(place + Self.longestNeedle, window.count))
    // The last needle that does not come behind the text: no other can be its beginning.
    var (lower, upper) = (0, needles.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      let needle = needles[middle]
      if text.precedes(needle.span) { upper = middle } else { lower = middle + 1 }
    }
    return lower > 0 && window.holds(needles[lower - 1], at: place)
  }
}

extension Span<UInt8> {
  /// Whether these bytes stand at `offset`.
  func holds(_ text: [UInt8], at offset: Int) -> Bool {
    count - offset >= text.count && extracting(offset..<offset + text.count).equals(text.span)
  }
}
