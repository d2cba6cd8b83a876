extension OraclePopulation {
  var qualityReport: OracleReport {
    OracleReport(
      columns: [
        "archive", "status", "compressed_bytes", "bytes", "lines", "events", "malformed",
        "foreign", "unknown_types", "recipient_unknown", "first_event_at", "last_event_at",
        "detail",
      ],
      rows: archives.sorted { precedes(Array($0.name.utf8), Array($1.name.utf8)) }.map { archive in
        let times = archive.events.compactMap(\.time)
        return [
          .text(archive.name), .missing, .missing,
          .integer(archive.byteCount),
          .integer(archive.lineCount),
          .integer(archive.events.count),
          .integer(archive.malformedCount),
          .integer(archive.foreignCount),
          .integer(archive.events.count { $0.isOfUnknownType }),
          .integer(archive.events.count { $0.recipient.isEmpty }),
          .time(known: times.min()),
          .time(known: times.max()),
          .missing,
        ]
      })
  }

  var accounting: [String: Int64] {
    func total(_ count: (OracleArchive) -> Int) -> Int64 {
      archives.reduce(0) { $0 + Int64(count($1)) }
    }
    let identities = lifecycles.flatMap(\.identities)
    return [
      "archives": Int64(archives.count),
      "bytes": total(\.byteCount),
      "lines": total(\.lineCount),
      "blank_lines": total(\.blankLineCount),
      "values": total { $0.callbackCount + $0.foreignCount + $0.malformedCount },
      "callbacks": total(\.callbackCount),
      "foreign": total(\.foreignCount),
      "malformed": total(\.malformedCount),
      "events": total(\.events.count),
      "unique_events": Int64(identities.count),
      "duplicates": identities.reduce(0) { $0 + Int64($1.events.count - 1) },
      "unknown_type_events": total { $0.events.count { $0.isOfUnknownType } },
      "recipient_unknown": total { $0.events.count { $0.recipient.isEmpty } },
      "lifecycles": Int64(lifecycles.count),
      "messages": Int64(distinctMessages(lifecycles)),
    ]
  }
}
