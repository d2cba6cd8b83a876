internal import Primitives

/// How bytes begin that are gzip.
enum GzipStart {
  case magic
  /// One of the two bytes is wrong, and a header follows.
  case damagedMagic

  /// How many bytes tell, where there are as many.
  static let size = 4

  /// Looks at the first bytes; `nil` if they are not gzip.
  init?(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return nil }
    let isFirst = first == GzipHeader.magic.0
    // No text begins with the first byte of the magic, so that alone it is truncated gzip.
    let isSecond = bytes.count > 1 ? bytes[1] == GzipHeader.magic.1 : isFirst
    switch (isFirst, isSecond) {
    case (true, true): self = .magic
    case (false, false): return nil
    default:
      // Deflate, and no flag that is reserved: as rare in a text as behind the magic it is common.
      guard bytes.count >= Self.size, bytes[2] == 8, bytes[3] < 0x20 else { return nil }
      self = .damagedMagic
    }
  }
}

/// The header of one gzip member behind its two magic bytes (RFC 1952 §2.3), fed in pieces.
struct GzipHeader {
  enum Progress: Equatable {
    case incomplete
    /// The next byte is deflate data. The checksum of a header without one always matches.
    case complete(checksumMatches: Bool)
  }

  static let magic: (UInt8, UInt8) = (0x1F, 0x8B)

  /// The part that comes next; a part that the flags leave out is skipped.
  private enum Part {
    case method, flags
    /// Modification time, extra flags and operating system: bytes left to skip.
    case fixed(Int)
    case extraLengthLow
    case extraLengthHigh(low: UInt8)
    case extra(Int)
    case name, comment, checksumLow
    case checksumHigh(low: UInt8)
    case end
  }

  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let checksum = Flags(rawValue: 2)
    static let extra = Flags(rawValue: 4)
    static let name = Flags(rawValue: 8)
    static let comment = Flags(rawValue: 16)
    static let reserved = Flags(rawValue: 0xE0)
  }

  private var part = Part.method
  private var flags: Flags = []
  private var checksumMatches = true
  private var checksum = RunningChecksum()

  init() {
    checksum.update([Self.magic.0, Self.magic.1].span)
  }

  /// Reads on at `position` of `input`, at most to the end of the header.
  ///
  /// - Throws: ``ArchiveDamage/Kind/unknownMethod(_:)`` or ``ArchiveDamage/Kind/reservedFlags(_:)``.
  mutating func parse(
    _ input: Span<UInt8>, position: inout Int
  ) throws(ArchiveDamage.Kind) -> Progress {
    while true {
      if case .end = part { return .complete(checksumMatches: checksumMatches) }
      if !isPresent {
        part = next
        continue
      }
      guard position < input.count else { return .incomplete }
      let start = position
      let isCovered = isCoveredByChecksum
      try readPart(input, &position)
      if isCovered { checksum.update(input.extracting(start..<position)) }
    }
  }

  /// Whether the flags announce the part.
  private var isPresent: Bool {
    switch part {
    case .extraLengthLow: flags.contains(.extra)
    case .name: flags.contains(.name)
    case .comment: flags.contains(.comment)
    case .checksumLow: flags.contains(.checksum)
    case .method, .flags, .fixed, .extraLengthHigh, .extra, .checksumHigh, .end: true
    }
  }

  private var isCoveredByChecksum: Bool {
    switch part {
    case .checksumLow, .checksumHigh: false
    default: true
    }
  }

  /// The part behind a part that is complete or absent.
  private var next: Part {
    switch part {
    case .method: .flags
    case .flags: .fixed(6)
    case .fixed: .extraLengthLow
    case .extraLengthLow, .extraLengthHigh, .extra: .name
    case .name: .comment
    case .comment: .checksumLow
    case .checksumLow, .checksumHigh, .end: .end
    }
  }

  /// Reads as much of the part as `input` holds, which is at least one byte.
  private mutating func readPart(
    _ input: Span<UInt8>, _ position: inout Int
  ) throws(ArchiveDamage.Kind) {
    switch part {
    case .fixed(let count): skip(count, input, &position) { .fixed($0) }
    case .extra(let count): skip(count, input, &position) { .extra($0) }
    case .name, .comment: skipText(input, &position)
    default:
      let byte = input[position]
      position += 1
      try take(byte)
    }
  }

  private mutating func skip(
    _ count: Int, _ input: Span<UInt8>, _ position: inout Int, rest: (Int) -> Part
  ) {
    let skipped = min(count, input.count - position)
    position += skipped
    part = skipped < count ? rest(count - skipped) : next
  }

  /// Skips to behind the NUL that ends a text.
  private mutating func skipText(_ input: Span<UInt8>, _ position: inout Int) {
    while position < input.count {
      position += 1
      if input[position - 1] == 0 {
        part = next
        return
      }
    }
  }

  /// Takes one byte of a part of one or two bytes.
  private mutating func take(_ byte: UInt8) throws(ArchiveDamage.Kind) {
    switch part {
    case .method:
      guard byte == 8 else { throw .unknownMethod(byte) }
      part = next
    case .flags:
      flags = Flags(rawValue: byte)
      guard flags.isDisjoint(with: .reserved) else { throw .reservedFlags(byte) }
      part = next
    case .extraLengthLow:
      part = .extraLengthHigh(low: byte)
    case .extraLengthHigh(let low):
      let count = Int(byte) << 8 | Int(low)
      part = count > 0 ? .extra(count) : next
    case .checksumLow:
      part = .checksumHigh(low: byte)
    case .checksumHigh(let low):
      let stored = UInt16(byte) << 8 | UInt16(low)
      checksumMatches = stored == UInt16(truncatingIfNeeded: checksum.value)
      part = next
    case .fixed, .extra, .name, .comment, .end:
      break
    }
  }
}
