extension Zone {
  /// Appends an instant as the walls of the zone show it, with its offset: `2026-11-22T13:04:05+01:00`.
  ///
  /// In UTC the offset is written `Z`. One with seconds, as of local mean time, is cut to minutes
  /// and the wall time is that of the cut offset, so that the text still names this very instant.
  /// For the same reason UTC, as `+00:00`, stands in where the wall shows no year of four digits.
  ///
  /// - Parameters:
  ///   - instant: Between ``Timestamp/earliest`` and ``Timestamp/latest``.
  ///   - milliseconds: Whether three decimals follow the seconds, which are cut otherwise.
  ///   - text: Where it goes.
  public func append(_ instant: Timestamp, milliseconds: Bool, to text: inout [UInt8]) {
    var minutes = isUTC ? 0 : offset(at: instant) / 60
    let local = instant.advanced(byMilliseconds: minutes * Milliseconds.minute)
    if local < .earliest || local > .latest { minutes = 0 }
    let second = instant.secondsSinceEpoch
    WallTime(secondsSinceEpoch: second + minutes * 60).append(to: &text)
    if milliseconds {
      text.append(UInt8(ascii: "."))
      text.append(digits: instant.millisecondsSinceEpoch - second * 1000, width: 3)
    }
    guard !isUTC else {
      text.append(UInt8(ascii: "Z"))
      return
    }
    text.append(UInt8(ascii: minutes < 0 ? "-" : "+"))
    text.append(digits: abs(minutes) / 60, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(digits: abs(minutes) % 60, width: 2)
  }
}
