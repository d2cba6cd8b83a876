/// A number of bytes, as options write it: `500`, `64kB`, `64MB` = 64,000,000, `64MiB` = 67,108,864.
public struct ByteCount: Hashable, Comparable, Sendable {
  public var bytes: Int64

  public init(bytes: Int64) {
    self.bytes = bytes
  }

  public static func < (lhs: ByteCount, rhs: ByteCount) -> Bool { lhs.bytes < rhs.bytes }
}

extension ByteCount: LosslessStringConvertible {
  private static let units: [(name: String, bytes: Int64)] = [
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
    ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
  ]

  /// Reads a whole number, perhaps followed by a unit.
  public init?(_ description: String) {
    let unit = Self.units.first { description.hasSuffix($0.name) }
    let digits = description.dropLast(unit?.name.count ?? 0)
    guard digits.utf8.allSatisfy(\.isASCIIDigit), let number = Int64(digits) else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
    guard !overflow else { return nil }
    self.init(bytes: bytes)
  }

  /// The number in the largest unit that divides it.
  public var description: String {
    let fitting = Self.units.filter { bytes != 0 && bytes % $0.bytes == 0 }
    guard let unit = fitting.max(by: { $0.bytes < $1.bytes }) else { return "\(bytes)B" }
    return "\(bytes / unit.bytes)\(unit.name)"
  }
}
