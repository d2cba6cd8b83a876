extension OraclePopulation {
  var mmsGroupReport: OracleReport {
    table(
      bucket: "none", ownKeys: ["direction", "kind", "group_size"], kept: "direction",
      columns: [
        "messages", "logical_messages", "recipients", "received", "delivered", "handed_off",
        "failed", "receipt_expired", "contradictory", "in_flight", "silent", "complete", "partial",
        "none",
      ],
      // The columns mean nothing for a lifecycle of which nobody knows the direction.
      of: lifecycles.filter {
        $0.direction != .unknown && ["mms", "group"].contains($0.message.kind)
      },
      rank: { $0[0].direction == .outbound ? Int(distinctMessages($0)) : $0.count },
      cells: { row in
        let isOutbound = row.items[0].direction == .outbound
        return isOutbound ? outboundCells(row.items) : inboundCells(row.items)
      })
  }

  private func outboundCells(_ lifecycles: [OracleLifecycle]) -> [OracleCell] {
    var (silent, complete, partial, none) = (0, 0, 0, 0)
    let messages = Dictionary(grouping: lifecycles, by: \.message.id)
    for lifecycles in messages.values {
      let addressed = max(lifecycles[0].message.groupSize ?? 0, lifecycles.count)
      let arrived = lifecycles.count { [.delivered, .handedOff].contains(outcome($0)) }
      silent += addressed - lifecycles.count
      if arrived == addressed {
        complete += 1
      } else if arrived == 0 {
        none += 1
      } else {
        partial += 1
      }
    }
    return [
      .integer(messages.count), .integer(messages.count), .integer(lifecycles.count), .missing,
    ] + OracleOutcomeCounts(lifecycles, in: self).cells
      + [.integer(silent), .integer(complete), .integer(partial), .integer(none)]
  }

  private func inboundCells(_ lifecycles: [OracleLifecycle]) -> [OracleCell] {
    let copies = OracleCell.integer(lifecycles.count)
    return [copies, .integer(logicalMessages(lifecycles)), .missing, copies]
      + Array(repeating: OracleCell.missing, count: 10)
  }

  /// How many messages somebody wrote: every owned recipient of one has a copy with its own id.
  private func logicalMessages(_ copies: [OracleLifecycle]) -> Int {
    let undated = copies.count { $0.message.creation == nil }
    let groups = Dictionary(grouping: copies.filter { $0.message.creation != nil }) { copy in
      OracleCopyKey(
        sender: copy.message.sender, recipients: copy.message.inboundRecipientSet,
        text: copy.message.inboundText, mediaCount: copy.message.mediaCount)
    }
    return groups.values.reduce(undated) { count, copies in
      let creations = copies.compactMap(\.message.creation).sorted()
      let gaps = zip(creations, creations.dropFirst()).count { $1 - $0 > minute }
      return count + 1 + gaps
    }
  }
}

/// What the copies of one inbound message have in common.
private struct OracleCopyKey: Hashable {
  var sender: Bytes?
  var recipients: [Bytes]
  var text: Bytes?
  var mediaCount: Int
}
