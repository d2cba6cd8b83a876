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
        func count(_ keyword: OracleKeyword) -> OracleCell {
          .integer(lifecycles.count { $0.message.keyword == keyword })
        }
        return [
          .integer(lifecycles.count), count("sms"), count("mms"), count("group"), count("rbm"),
          .integer(lifecycles.reduce(0) { $0 + ($1.message.segmentCount ?? 0) }),
          count(.optOut), count(.optIn), count(.help),
        ]
      })
  }
}

/// What an inbound text asks for.
enum OracleKeyword: String {
  case optOut = "opt_out"
  case optIn = "opt_in"
  case help
}

extension OracleMessage {
  var keyword: OracleKeyword? {
    let text = inboundText ?? []
    let optOuts = ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"]
    if isKeyword(text, optOuts) { return .optOut }
    if isKeyword(text, ["start", "unstop", "yes", "subscribe"]) { return .optIn }
    return isKeyword(text, ["help", "info"]) ? .help : nil
  }
}

/// Whether the whole text is one of the keywords, blanks around it and ASCII case ignored.
private func isKeyword(_ text: Bytes, _ keywords: [String]) -> Bool {
  func isBlank(_ byte: UInt8) -> Bool { Array(" \t\r\n".utf8).contains(byte) }
  let word = text.drop(while: isBlank).reversed().drop(while: isBlank).reversed().map(lowercased)
  return keywords.contains { Array($0.utf8) == word }
}
