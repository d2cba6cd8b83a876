extension OraclePopulation {
  var inboundReport: OracleReport {
    table(
      bucket: "1h", by: ["application"],
      columns: [
        "messages", "sms", "mms", "group", "rbm", "segments", "opt_outs", "opt_ins",
        "help_requests",
      ],
      of: lifecycles.filter { $0.direction == .inbound }, rank: \.count,
      cells: { row in
        let lifecycles = row.items
        func count(_ kind: String) -> OracleCell {
          .integer(lifecycles.count { $0.message.kind == kind })
        }
        func count(of keywords: [String]) -> OracleCell {
          .integer(lifecycles.count { isKeyword($0.message.inboundText ?? [], keywords) })
        }
        return [
          .integer(lifecycles.count), count("sms"), count("mms"), count("group"), count("rbm"),
          .integer(lifecycles.reduce(0) { $0 + ($1.message.segmentCount ?? 0) }),
          count(of: [
            "stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout",
          ]),
          count(of: ["start", "unstop", "yes", "subscribe"]),
          count(of: ["help", "info"]),
        ]
      })
  }
}

/// Whether the whole text is one of the keywords, blanks around it and ASCII case ignored.
private func isKeyword(_ text: Bytes, _ keywords: [String]) -> Bool {
  func isBlank(_ byte: UInt8) -> Bool { Array(" \t\r\n".utf8).contains(byte) }
  let word = text.drop(while: isBlank).reversed().drop(while: isBlank).reversed().map(lowercased)
  return keywords.contains { Array($0.utf8) == word }
}
