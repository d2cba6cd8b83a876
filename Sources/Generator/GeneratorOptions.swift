public import Primitives

/// What synthetic archives shall hold.
///
/// The same options give the same bytes on every machine with the same zlib, with any number of
/// jobs.
public struct GeneratorOptions: Equatable, Sendable {
  /// Up to a leap year.
  public static let allowedHours = 1...8_784
  /// Bytes of JSON.
  ///
  /// The upper bound keeps the index of a message in 32 bits.
  public static let allowedBytes: ClosedRange<Int64> = 1...1_000_000_000_000
  public static let allowedLevels: ClosedRange<Int32> = 0...9
  /// Message ids begin with the milliseconds since 1970 in 13 digits: from 2002 to the end of 2284.
  public static let allowedStarts =
    Timestamp(
      millisecondsSinceEpoch: 1_009_843_200_000)...Timestamp(
      millisecondsSinceEpoch: 9_940_492_800_000)

  public var seed: UInt64
  /// The first hour; floored to a whole one.
  public var start: Timestamp
  /// Archives, one an hour, in ``allowedHours``.
  public var hours: Int
  /// JSON of all archives before compression: what comes out is within 2 % of it from 100 kB on.
  public var targetBytes: Int64
  /// Leaves out duplicates, late and disordered events, and contradictions.
  public var isClean = false
  /// An hour in which one application fails with one code; nil for a quiet time.
  public var incident: Incident?
  /// Writes the event alone with its arrival as `@timestamp`, instead of the array that was posted.
  public var hasArrivalStamps = false
  /// Of gzip, in ``allowedLevels``.
  public var compressionLevel: Int32 = 1

  /// Options with an incident in the middle hour.
  public init(
    seed: UInt64 = 1,
    start: Timestamp = Timestamp(millisecondsSinceEpoch: 1_795_132_800_000),
    hours: Int = 24,
    targetBytes: Int64 = 100_000_000
  ) {
    self.seed = seed
    self.start = start
    self.hours = hours
    self.targetBytes = targetBytes
    incident = Incident(hour: hours / 2)
  }
}

/// An hour in which messages of one application fail with one code.
public struct Incident: Equatable, Sendable {
  /// All codes have four digits.
  public static let allowedCodes: ClosedRange<Int32> = 1000...9999

  /// Which hour, counted from 0; one that does not exist stays quiet.
  public var hour: Int
  /// Which application, by volume from 0.
  public var application: Int
  /// In ``allowedCodes``.
  public var errorCode: Int32
  /// The share of the application's recipients that fail so, in `0...1`.
  public var share: Double

  public init(hour: Int, application: Int = 1, errorCode: Int32 = 4770, share: Double = 0.6) {
    self.hour = hour
    self.application = application
    self.errorCode = errorCode
    self.share = share
  }
}
