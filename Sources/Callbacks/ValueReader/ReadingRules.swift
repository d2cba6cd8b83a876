/// How archives are read, beyond what their bytes say.
public struct ReadingRules: Sendable {
  /// The longest value that is read, in bytes, when nothing else is asked for.
  public static let standardValueLimit = 64 << 20
  /// The longest value that can be asked for: a window that it fills is doubled for it once.
  public static let greatestValueLimit = RawJSON.offsetLimit / 2
  /// How many times its bytes, and how much besides, what is packed in a value may come to: callbacks come
  /// to some 20 times, and whoever sends a bomb must not have a thousand.
  static let inflationRatio = 64
  static let inflationAllowance = 256 << 10
  /// How much of that besides all values of an archive may come to: else each of many small ones costs
  /// as much as a thousand others.
  var archiveAllowance = 16 << 20
  /// Texts of events that are kept are shorter than this.
  ///
  /// Bandwidth's are at most 1,024 bytes, and what a message says lies in memory whole.
  static let textLimit = 1 << 20
  /// How deep texts may lie in texts.
  static let textLevels = 4
  /// The longest piece of a line that is put together with others, prefix included; what follows on
  /// the line is damage, for no container runtime writes so much.
  var pieceLimit = 1 << 20
  /// How many events and texts of one value are held at a time: of a few bytes each, those of the longest
  /// value would take eight times as much memory as it.
  var batchLimit = 1 << 15

  /// The longest value that is read, in bytes; a longer one is malformed.
  public let valueLimit: Int
  /// Where in each value its callbacks lie; `nil` to search all of it.
  public let body: JSONPointer?
  /// How many of the lines that are dropped are kept of each archive.
  public let rejectLimit: Int
  /// Whether only the places of those lines are kept, and not what stands there.
  public let withholdsRejects: Bool

  /// - Precondition: `valueLimit` is 1 to ``greatestValueLimit``.
  public init(
    valueLimit: Int = standardValueLimit, body: JSONPointer? = nil, rejectLimit: Int = 0,
    withholdsRejects: Bool = false
  ) {
    precondition((1...Self.greatestValueLimit).contains(valueLimit), "\(valueLimit) bytes")
    self.valueLimit = valueLimit
    self.body = body
    self.rejectLimit = rejectLimit
    self.withholdsRejects = withholdsRejects
  }
}
