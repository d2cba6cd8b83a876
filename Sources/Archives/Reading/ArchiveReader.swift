public import Primitives

/// Reads one archive, gzipped or plain, through a window of memory that does not grow with it.
///
/// ```swift
/// let summary = ArchiveReader.read(source) { window, isLast in
///   // Use a prefix of the window…
///   return byteCountOfPrefix
/// }
/// ```
///
/// Damage never throws. What can be read is handed out, and ``summary`` says what was wrong. An
/// archive is gzip if it begins with gzip's magic bytes, whatever it is called, and so are the bytes
/// inside; a file of the first of them alone is truncated gzip, because no text begins so.
public struct ArchiveReader: ~Copyable {
  /// Stored bytes read at a time.
  public static let defaultInputSize = 64 << 10
  /// The size the window begins with.
  public static let defaultWindowSize = 256 << 10

  private var source: ExpandedBytes
  private var window: ByteWindow
  /// Bytes appended to the window so far.
  private var byteCount: Int64 = 0
  private var foreignFormat: ForeignFormat?
  private var progress = Progress.reading

  private enum Progress {
    case reading
    /// What is in the window is all there is.
    case ended
    /// The last window was handed out.
    case finished
  }

  /// Opens an archive.
  ///
  /// Never fails: one that cannot be opened has no bytes, and says so in its ``summary``.
  ///
  /// - Parameters:
  ///   - source: The archive.
  ///   - inputSize: Stored bytes read at a time, at least 2.
  ///   - windowSize: The size the window begins with, at least 16.
  public init(
    _ source: ArchiveSource, inputSize: Int = defaultInputSize,
    windowSize: Int = defaultWindowSize
  ) {
    self.init(source, inputSize: inputSize, windowSize: windowSize, front: 0, nil)
  }

  /// Opens an archive; `front` is the free room before each window.
  init(
    _ source: ArchiveSource, inputSize: Int, windowSize: Int, front: Int,
    _ progress: PassProgress?
  ) {
    // Two bytes tell gzip, and sixteen the formats that are not read; whether lines of JSON follow all the
    // same is seen as far as the window goes.
    precondition(inputSize >= 2 && windowSize >= 16, "buffers too small to tell the format")
    self.source = ExpandedBytes(source, inputSize: inputSize, progress)
    window = ByteWindow(capacity: windowSize, front: front)
  }

  /// Reads a whole archive, and hands it to `consume` window by window.
  ///
  /// - Parameters:
  ///   - source: The archive.
  ///   - ahead: Whether to inflate on a thread of its own while `consume` works, up to three
  ///     windows ahead. Where windows end then differs; what they hold and the verdict do not.
  ///   - progress: Is told of the stored bytes as they are read.
  ///   - inputSize: Stored bytes read at a time, at least 2.
  ///   - windowSize: The size a window begins with, at least 16.
  ///   - consume: As the body of ``withWindow(_:)``.
  /// - Returns: The verdict on the archive.
  /// - Throws: What `consume` throws; the rest is then not read.
  public static func read<Failure: Error>(
    _ source: ArchiveSource, ahead: Bool = false, _ progress: PassProgress? = nil,
    inputSize: Int = defaultInputSize, windowSize: Int = defaultWindowSize,
    _ consume: (Span<UInt8>, Bool) throws(Failure) -> Int
  ) throws(Failure) -> ArchiveSummary {
    // Without a thread it is read as if not asked to.
    if ahead,
      let windows = WindowsAhead(source, inputSize: inputSize, windowSize: windowSize, progress)
    {
      return try windows.read(consume)
    }
    var reader = ArchiveReader(
      source, inputSize: inputSize, windowSize: windowSize, front: 0, progress)
    while reader.fill() { try reader.withWindow(consume) }
    return reader.summary
  }

  /// Takes the window away in exchange for an empty one like it.
  ///
  /// - Returns: The verdict on the archive, if the window is the last.
  mutating func exchange(_ other: inout ByteWindow) -> ArchiveSummary? {
    swap(&window, &other)
    if case .reading = progress { return nil }
    return summary
  }

  /// Fills the window behind what ``withWindow(_:)`` left in it.
  ///
  /// A window of which nothing was consumed is doubled. So memory stays bounded as long as the
  /// consumer takes something of any window above its own limit.
  ///
  /// - Returns: `false` after the last window was handed out.
  public mutating func fill() -> Bool {
    guard case .reading = progress else {
      progress = .finished
      return false
    }
    window.makeRoom()
    let isFirst = byteCount == 0
    while case .reading = progress, window.freeCapacity > 0 { readOn() }
    if isFirst, let found = window.withBytes({ ForeignFormat(firstBytes: $0) }) { refuse(found) }
    return true
  }

  /// Hands out the window.
  ///
  /// - Parameter body: Takes what is in the window, and whether it is the last one. Returns how
  ///   many bytes of its beginning are done with; the rest is there again after the next
  ///   ``fill()``, with more behind it. The last window is handed out once, possibly empty, and
  ///   all of it counts as done with.
  /// - Throws: What `body` throws; the window then stays as it is.
  public mutating func withWindow<Failure: Error>(
    _ body: (Span<UInt8>, _ isLast: Bool) throws(Failure) -> Int
  ) throws(Failure) {
    switch progress {
    case .reading:
      let count = try window.withBytes { bytes throws(Failure) in try body(bytes, false) }
      window.consume(count)
    case .ended:
      _ = try window.withBytes { bytes throws(Failure) in try body(bytes, true) }
      window.removeAll()
    case .finished:
      break
    }
  }

  /// What has been read so far; after the last ``fill()``, the verdict on the archive.
  public var summary: ArchiveSummary {
    let damage = damage
    return ArchiveSummary(
      status: damage?.status ?? (byteCount == 0 ? .empty : .ok),
      compressedBytes: source.file.byteCount, bytes: byteCount, members: memberCount,
      checksum: source.file.checksum.value, damage: damage)
  }

  /// Of another format inside gzip only the first member was looked into, and how many more began in
  /// what was read by then depends on how it was read.
  private var memberCount: Int {
    foreignFormat == nil ? source.memberCount : min(source.memberCount, 1)
  }

  private var damage: ArchiveDamage? {
    // Whatever else is wrong, the rest has not been seen, and the device may be at fault for all.
    if let failure = source.file.damage(member: memberCount) { return failure }
    if let foreignFormat { return ArchiveDamage(.foreign(foreignFormat), member: 0, offset: 0) }
    return source.damage
  }

  /// Brings a piece of the archive into the window, or notices its end.
  private mutating func readOn() {
    let start = window.count
    source.read(into: &window)
    byteCount += Int64(window.count - start)
    if source.isAtEnd { progress = .ended }
  }

  /// Gives up an archive in another format before any of it was handed out.
  private mutating func refuse(_ found: ForeignFormat) {
    foreignFormat = found
    window.removeAll()
    byteCount = 0
    source.drainFile()
    progress = .ended
  }
}
