internal import Callbacks
internal import Lifecycles
internal import Primitives

/// What the rows of a report are told apart by, in the order of its key columns.
enum KeyPart: Hashable {
  case period
  /// Whether the row stands for all combinations that are not among the greatest; no column.
  case fold
  case dimension(Dimension)
  /// The type of an event; only where rows count events.
  case eventType

  var name: String {
    switch self {
    case .period: "period_start"
    case .fold: ""
    case .dimension(let dimension): dimension.rawValue
    case .eventType: "event_type"
    }
  }

  var meaning: String {
    switch self {
    case .period: "Start of the period in which the messages were created."
    case .fold: ""
    case .dimension(let dimension): dimension.meaning
    case .eventType: "The type after folding renamed ones; an unknown one by its own name."
    }
  }
}

extension KeyPart {
  var shown: TableColumn {
    let unit: Unit =
      switch form {
      case .period: .time
      case .number: .code
      case .text, .flag: .text
      }
    // Types begin alike, and numbers of one country.
    let beginsAlike = [.eventType, .dimension(.sender), .dimension(.recipient)].contains(self)
    let look = Look(
      .key, leastWidth: self == .eventType ? 24 : 12, cut: beginsAlike ? .beginning : .middle)
    return TableColumn(name: name, unit: unit, look: look)
  }

  var form: KeyForm {
    switch self {
    case .period: .period
    case .fold: .flag
    case .dimension(let dimension): dimension.form
    case .eventType: .text
    }
  }

  /// Appends the value of a word as it is written in a key.
  func appendKey(
    _ word: UInt64, _ pool: TextPool, _ redaction: Redaction?, to output: inout [UInt8]
  ) {
    guard word != 0 else { return output.appendMissingKey() }
    switch self {
    case .period: output.append(keyNumber: RowKey.integer(word))
    case .fold: output.append(1)
    case .dimension(let dimension): dimension.appendKey(word, pool, redaction, to: &output)
    case .eventType: TypeID(word: word)?.appendKey(pool, to: &output)
    }
  }
}

extension TypeID {
  /// Appends the name of the type.
  fileprivate func appendKey(_ pool: TextPool, to output: inout [UInt8]) {
    if type == .unknown {
      pool.with(name) { output.append(keyText: $0) }
    } else {
      output.append(keyName: type.name)
    }
  }
}

/// The words that keys are kept in; 0 is missing.
enum RowKey {
  private static let signBit: UInt64 = 1 << 63

  /// An integer as a word; the least one, which no code is and nothing counts to, would be missing.
  static func word(_ integer: Int64?) -> UInt64 {
    integer.map { UInt64(bitPattern: $0) ^ signBit } ?? 0
  }

  static func integer(_ word: UInt64) -> Int64 {
    Int64(bitPattern: word ^ signBit)
  }
}
