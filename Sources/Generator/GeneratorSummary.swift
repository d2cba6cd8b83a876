/// What was written.
public struct GeneratorSummary: Equatable, Sendable {
  /// In order of their hours.
  public var files: [GeneratedFile]

  public var events: Int { files.reduce(0) { $0 + $1.events } }
  public var duplicates: Int { files.reduce(0) { $0 + $1.duplicates } }
  public var bytes: Int64 { files.reduce(0) { $0 + $1.bytes } }
  public var compressedBytes: Int64 { files.reduce(0) { $0 + $1.compressedBytes } }
}

/// One archive that was written.
public struct GeneratedFile: Equatable, Sendable {
  /// `callbacks-2026-11-20T13.ndjson.gz`, without the folder.
  public var name: String
  /// Lines, duplicates included.
  public var events = 0
  public var duplicates = 0
  /// Of JSON.
  public var bytes: Int64 = 0
  public var compressedBytes: Int64 = 0
}
