internal import Archives
internal import Callbacks

/// Columns of all tables with a row for each archive.
extension Column<ArchiveAccount> {
  static var archive: Self {
    Column(
      "archive", .text, "The archive, as given on the command line or found below it.",
      Look(.key, leastWidth: 30, cut: .beginning)
    ) { .text($0.source.name) }
  }

  static var status: Self {
    Column(
      "status", .text,
      "`ok`, `empty`, `truncated`, `corrupt` or `unreadable`; what could be read was counted.",
      Look(.key, tone: .status)
    ) { Value($0.summary.status.rawValue) }
  }

  static var members: Self {
    Column("members", .members, "Gzip members that were begun; 0 for a plain file.", Look(.least)) {
      .integer(Int64($0.summary.members))
    }
  }

  static var compressedBytes: Self {
    Column("compressed_bytes", .bytes, "Size as stored.", Look(.low)) {
      .integer($0.summary.compressedBytes)
    }
  }

  static var bytes: Self {
    Column("bytes", .bytes, "Size after decompression.") { .integer($0.summary.bytes) }
  }

  static var ratio: Self {
    Column("ratio", .ratio, "`bytes` ÷ `compressed_bytes`.", Look(.low)) {
      .factor($0.summary.bytes, of: $0.summary.compressedBytes)
    }
  }

  static var lines: Self {
    Column("lines", .lines, "Line feeds, plus one when the end lacks one.") {
      .integer(Int64($0.tally.lines))
    }
  }

  static var events: Self {
    Column("events", .events, "Events, duplicates included.", Look(.high)) { .integer($0.events) }
  }

  static var malformed: Self {
    Column("malformed", .values, "Values that are not JSON.", Look(.high, tone: .trouble)) {
      .integer(Int64($0.tally.malformed))
    }
  }

  static var foreign: Self {
    Column("foreign", .values, "Values that hold no event.") {
      .integer(Int64($0.tally.foreign))
    }
  }

  static var unknownTypes: Self {
    Column(
      "unknown_types", .events, "Events of a type that is not known.", Look(.low, tone: .trouble)
    ) { .integer($0.unknownTypeEvents) }
  }

  static var recipientUnknown: Self {
    Column(
      "recipient_unknown", .events, "Events that do not say whom they are about.",
      Look(.low, tone: .trouble)
    ) { .integer($0.recipientUnknown) }
  }

  static var firstEventAt: Self {
    Column("first_event_at", .time, "The earliest time of an event.", Look(.low)) {
      Value($0.firstEvent)
    }
  }

  static var lastEventAt: Self {
    Column("last_event_at", .time, "The latest time of an event.", Look(.low)) {
      Value($0.lastEvent)
    }
  }

  static var detail: Self {
    Column(
      "detail", .text, "What is damaged, the first malformed value, the foreign kinds.",
      Look(.high, leastWidth: 30)
    ) { $0.detail.isEmpty ? .missing : Value($0.detail) }
  }
}
