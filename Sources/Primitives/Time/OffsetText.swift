extension Span<UInt8> {
  /// The minutes in `+05:30`, the form of RFC 3339; `nil` for anything else.
  var offsetMinutes: Int64? {
    guard count == 6, self[3] == UInt8(ascii: ":"), let hours = twoDigits(at: 1),
      let minutes = twoDigits(at: 4), hours < 24, minutes < 60
    else { return nil }
    switch self[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }
}
