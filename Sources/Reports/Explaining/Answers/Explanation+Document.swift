internal import Lifecycles
internal import Primitives

extension Explanation {
  private static let columns = [
    "rank", "metric", "direction", "share", "excess", "window_hits", "window_trials", "window_rate",
    "baseline_hits", "baseline_trials", "baseline_rate", "certainty",
  ]

  fileprivate static let rateNames = ["hits", "trials", "rate"]

  /// The values of ``columns``.
  private func values(_ slice: NamedSlice, rank: Int) -> [Value] {
    let share = share(slice).map { Value.ratio($0.numerator, of: $0.denominator) }
    return [
      .integer(Int64(rank)), Value(metric.rawValue),
      Value(slice.excess > 0 ? "rose" : "fell" as String),
      share ?? .missing, .integer(slice.excess),
    ] + slice.window.values(metric) + slice.baseline.values(metric) + [.integer(slice.certainty)]
  }

  private var ranked: [(rank: Int, slice: NamedSlice)] {
    (slices + opposite).enumerated().map { ($0 + 1, $1) }
  }

  /// The explanation as a JSON document, ended by a line feed.
  ///
  /// - Parameters:
  ///   - parameters: What was asked for.
  ///   - coverage: Of the archives.
  /// - Returns: Its bytes.
  public func json(_ parameters: ExplainParameters, _ coverage: Coverage) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { document in
      document.member("schema", "waybill/explain/1")
      document.member("parameters") { member in
        member.object { parameters.write(metric, to: &$0) }
      }
      document.member("coverage") { member in
        member.row { row in
          row.member("start", Value(coverage.start))
          row.member("end", Value(coverage.end))
        }
      }
      writeWindows(to: &document)
      document.member("onset", Value(comparison.onset?.lowerBound))
      document.member("onset_until", Value(comparison.onset?.upperBound))
      document.member("as_usual") { $0.texts(asUsual.map(\.rawValue)) }
      document.member("undecided", .integer(undecided))
      document.member("expired_left_out", .integer(unexpired))
      document.member("slow_above_ms", Value(slowness))
      document.member("excess", hasBaseline ? .integer(excess) : .missing)
      writeSlices(to: &document)
    }
    writer.endDocument()
    return writer.output
  }

  private func writeWindows(to document: inout JSONWriter) {
    document.member("window") { member in
      member.row { row in
        row.append(comparison.window)
        row.append(window, metric)
      }
    }
    document.member("baseline") { member in
      member.object { object in
        object.append(baseline, metric)
        object.member("times") { times in
          times.array { array in
            for range in comparison.baseline {
              array.element { element in element.row { $0.append(range) } }
            }
          }
        }
      }
    }
  }

  private func writeSlices(to document: inout JSONWriter) {
    document.member("slices") { member in
      member.array { array in
        for (rank, slice) in ranked { array.element { write(slice, rank, to: &$0) } }
      }
    }
    document.member("held_back") { member in
      member.array { array in
        for (index, slice) in heldBack.enumerated() {
          array.element { write(slice, index + 1, to: &$0) }
        }
      }
    }
    document.member("other_hours") { member in
      member.array { array in
        for hour in otherHours { array.element { element in element.row { $0.append(hour) } } }
      }
    }
  }

  /// The slices as NDJSON.
  public var ndjson: [UInt8] {
    var output: [UInt8] = []
    for (rank, slice) in ranked {
      var writer = JSONWriter()
      write(slice, rank, to: &writer)
      writer.endDocument()
      output += writer.output
    }
    return output
  }

  private func write(_ slice: NamedSlice, _ rank: Int, to writer: inout JSONWriter) {
    writer.row { row in
      for (column, value) in zip(Self.columns, values(slice, rank: rank)) {
        row.member(column, value)
      }
      row.member("slice") { $0.append(slice.members) }
      row.member("changed_until", Value(slice.end))
      row.member("also") { also in
        also.array { array in
          for members in slice.also { array.element { $0.append(members) } }
        }
      }
      row.member("mostly") { mostly in
        mostly.array { array in
          for part in slice.mostly { array.element { write(part, to: &$0) } }
        }
      }
    }
  }

  private func write(_ part: MainPart, to writer: inout JSONWriter) {
    writer.row { row in
      row.member("excess", .integer(part.excess))
      for (prefix, rate) in [("window", part.window), ("baseline", part.baseline)] {
        for (name, value) in zip(Self.rateNames, rate.values(metric)) {
          row.member("\(prefix)_\(name)", value)
        }
      }
      row.member("slice") { $0.append([part.member]) }
    }
  }

  /// The slices as CSV.
  public var csv: [UInt8] {
    let places = 1...3
    var writer = CSVWriter(
      Self.columns + places.flatMap { ["dimension_\($0)", "value_\($0)"] })
    for (rank, slice) in ranked {
      let members = places.flatMap { place -> [Value] in
        guard place <= slice.members.count else { return [.missing, .missing] }
        let member = slice.members[place - 1]
        return [Value(member.dimension.rawValue), member.value]
      }
      writer.row(values(slice, rank: rank) + members)
    }
    return writer.output
  }
}

extension Rate {
  /// Hits, trials and their ratio; the hits alone where they are counted for themselves.
  fileprivate func values(_ metric: Metric) -> [Value] {
    metric.isCount
      ? [.integer(hits), .missing, .missing]
      : [.integer(hits), .integer(trials), .ratio(hits, of: trials)]
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ range: Range<Timestamp>) {
    member("start", .instant(range.lowerBound))
    member("end", .instant(range.upperBound))
  }

  fileprivate mutating func append(_ rate: Rate, _ metric: Metric) {
    for (name, value) in zip(Explanation.rateNames, rate.values(metric)) {
      member(name, value)
    }
  }

  fileprivate mutating func append(_ members: [SliceMember]) {
    object { object in
      for member in members { object.member(member.dimension.rawValue, member.value) }
    }
  }
}

extension ExplainParameters {
  fileprivate func write(_ metric: Metric, to object: inout JSONWriter) {
    object.member("metric", metric.rawValue)
    object.member("since", Value(since))
    object.member("until", Value(until))
    writeBaseline(to: &object)
    object.member("where") { $0.texts(filter.conditions.map { $0.shown(redaction) }) }
    object.member("timezone", zone.name)
    object.member("as_of", Value(asOf))
    object.member("mms_receipts", receipts.rawValue)
    object.member("top", .integer(Int64(limit)))
    redaction.writeNote(to: &object)
  }

  private func writeBaseline(to object: inout JSONWriter) {
    guard baseline != .before else { return object.member("baseline", .missing) }
    object.member("baseline") { member in
      member.row { row in
        switch baseline {
        case .before: break
        case .since(let since, let until):
          row.member("since", .instant(since))
          row.member("until", Value(until))
        case .until(let until): row.member("until", .instant(until))
        case .days(let count): row.member("days", .integer(count))
        }
      }
    }
  }
}
