extension String {
  /// How many columns of a terminal the text takes, all of which is shown as it is.
  var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }
}

extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes.
  ///
  /// The rule of `wcwidth`, which terminals follow more than any other: each scalar by itself,
  /// whatever the font makes of several together.
  ///
  /// | scalars | columns |
  /// | --- | --: |
  /// | marks that combine with what stands before them, vowels and finals of Hangul syllables | 0 |
  /// | wide and fullwidth ones of East Asia, pictures that are shown as emoji by themselves | 2 |
  /// | all others, ambiguous ones included | 1 |
  ///
  /// Control and format characters have no width: they are escaped before anybody asks.
  ///
  /// - SeeAlso: Unicode Standard Annex #11, "East Asian Width".
  var displayWidth: Int {
    // Latin, Greek and Cyrillic letters without a look at their properties.
    if value < 0x300 || 0x370..<0x483 ~= value { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    if 0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value { return 0 }
    return properties.isEmojiPresentation || isEastAsianWide ? 2 : 1
  }

  /// Whether the scalar lies in a block of wide ones.
  private var isEastAsianWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
