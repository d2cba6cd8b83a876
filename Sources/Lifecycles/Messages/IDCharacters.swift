internal import Primitives

/// The 16 characters of `[a-z2-7]` that an id ends with, in five bits each.
///
/// `2` to `7` are 0 to 5, `a` to `z` are 6 to 31, so that they sort as the characters do.
struct IDCharacters: BitwiseCopyable, Sendable {
  static let count = 16

  /// 40 bits, the first character in the highest.
  let first: UInt64
  /// The same of the other eight.
  let last: UInt64

  init(first: UInt64, last: UInt64) {
    (self.first, self.last) = (first, last)
  }

  /// `nil` when one of the 16 bytes at `offset` is another character.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard let first = Self.packing(bytes.word(at: offset)),
      let last = Self.packing(bytes.word(at: offset &+ 8))
    else { return nil }
    self.init(first: first, last: last)
  }

  /// The characters, the first of eight in the lowest byte.
  var words: (first: UInt64, last: UInt64) {
    (Self.characters(first), Self.characters(last))
  }

  /// What lies between `a` as a character and as a number, less what lies between those of `2`.
  private static let letterShift = UInt64(UInt8(ascii: "a") - 6 - UInt8(ascii: "2"))

  /// The bits of eight characters, the first of which is in the lowest byte.
  @inline(__always)
  private static func packing(_ characters: UInt64) -> UInt64? {
    let isLetter = ByteMask.within(characters, UInt8(ascii: "a"), UInt8(ascii: "z"))
    let isDigit = ByteMask.within(characters, UInt8(ascii: "2"), UInt8(ascii: "7"))
    guard isLetter | isDigit == ByteMask.high else { return nil }
    let values =
      characters &- ByteMask.low &* UInt64(UInt8(ascii: "2")) &- (isLetter >> 7) &* letterShift
    // Neighbours are joined to ten bits, those to 20, and those to 40. No byte borrows or carries.
    let ordered = values.byteSwapped
    let pairs = ordered & 0x00FF_00FF_00FF_00FF | (ordered & 0xFF00_FF00_FF00_FF00) >> 3
    let fours = pairs & 0x0000_FFFF_0000_FFFF | (pairs & 0xFFFF_0000_FFFF_0000) >> 6
    return fours & 0xFFFF_FFFF | (fours >> 32) << 20
  }

  /// The other way round.
  @inline(__always)
  private static func characters(_ bits: UInt64) -> UInt64 {
    let fours = bits & 0xF_FFFF | (bits >> 20) << 32
    let pairs = fours & 0x0000_03FF_0000_03FF | (fours & 0x000F_FC00_000F_FC00) << 6
    let values =
      (pairs & 0x001F_001F_001F_001F | (pairs & 0x03E0_03E0_03E0_03E0) << 3).byteSwapped
    // Adding 122 reaches the top bit from 6 on.
    let isLetter = (values &+ ByteMask.low &* 122) & ByteMask.high
    return values &+ ByteMask.low &* UInt64(UInt8(ascii: "2")) &+ (isLetter >> 7) &* letterShift
  }
}
