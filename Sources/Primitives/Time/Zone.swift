/// A time zone: at every instant, how far its wall clocks are ahead of UTC.
///
/// Read from the system's compiled tz database. Foundation's `TimeZone` would bring ICU along.
public struct Zone: Sendable {
  /// As given, `UTC` for ``utc``.
  public let name: String
  private let table: OffsetTable

  public static let utc = Zone(name: "UTC", table: OffsetTable(fixedOffset: 0))

  /// Reads a zone by its name, such as `Europe/Berlin`.
  ///
  /// `UTC`, `Z`, `Etc/UTC` and fixed offsets such as `+02:00` need no file.
  ///
  /// - Throws: ``ZoneError/unknown(name:nearest:)`` for a name that `directory` does not hold, and
  ///   ``ZoneError/unreadable(name:reason:)`` for a file that is damaged, or without a database.
  public init(named name: String, directory: String = "/usr/share/zoneinfo") throws(ZoneError) {
    if ["UTC", "Z", "Etc/UTC"].contains(name) {
      self = .utc
    } else if let offset = Self.fixedOffset(name) {
      self.init(name: name, table: OffsetTable(fixedOffset: offset))
    } else {
      self.init(name: name, table: try ZoneFolder(path: directory).table(named: name))
    }
  }

  /// The names of the zones that the system knows, for whoever chooses one.
  public static func names(directory: String = "/usr/share/zoneinfo") -> [String] {
    ZoneFolder(path: directory).listedNames()
  }

  init(name: String, table: OffsetTable) {
    self.name = name
    self.table = table
  }

  /// The seconds by which the wall clock is ahead of UTC, negative west of Greenwich.
  public func offset(at instant: Timestamp) -> Int64 {
    table.span(at: instant.secondsSinceEpoch).offset
  }

  /// The instant at which the wall clock shows `wall`.
  ///
  /// Of a wall time that occurs twice the first. One that is skipped is counted on from before the
  /// gap: with the offset before the change.
  public func instant(of wall: WallTime) -> Timestamp {
    let reached = table.firstInstant(reaching: wall.secondsSinceEpoch)
    let span = table.span(at: reached)
    if reached + span.offset == wall.secondsSinceEpoch {
      return Timestamp(secondsSinceEpoch: reached)
    }
    // The clock jumped over it, so that `reached` is the instant of the change.
    let before = table.span(at: reached - 1)
    return Timestamp(secondsSinceEpoch: wall.secondsSinceEpoch - before.offset)
  }

  /// The first instant at which the wall clock shows `wall` or later: seconds since the epoch.
  func firstInstant(reaching wall: Int64) -> Int64 {
    table.firstInstant(reaching: wall)
  }

  /// The time around `seconds` in which the offset stays the same.
  func span(at seconds: Int64) -> OffsetTable.Stretch {
    table.span(at: seconds)
  }

  var isUTC: Bool { name == Self.utc.name }

  /// The seconds of `+02:00` or `-05:30`.
  private static func fixedOffset(_ text: String) -> Int64? {
    Array(text.utf8).span.offsetMinutes.map { $0 * 60 }
  }
}
