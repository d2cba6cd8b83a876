extension Zone {
  /// A number that is another where the offset is, at any time of the years that are believed: an update of
  /// the system's database may have changed it.
  public var digest: UInt64 {
    let days = BelievedYears.days
    var time = Int64(days.lowerBound) * 86_400
    var bytes: [UInt8] = []
    while time < Int64(days.upperBound) * 86_400 {
      let span = span(at: time)
      bytes.append(littleEndian: UInt64(bitPattern: span.offset))
      bytes.append(littleEndian: UInt64(bitPattern: span.end))
      time = span.end
    }
    return StableHash.stable.hash(bytes.span)
  }
}
