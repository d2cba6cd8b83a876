import Foundation
import Oracle
import Testing

/// What a member of a row of NDJSON holds.
enum JSONScalar: Decodable, Equatable {
  case null
  case flag(Bool)
  case number(Int64)
  case text(String)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Int64.self) {
      self = .number(number)
    } else {
      self = .text(try value.decode(String.self))
    }
  }
}

/// The rows of NDJSON, each with exactly these columns in this order.
func ndjsonRows(_ bytes: [UInt8], columns: [String]) throws -> [[JSONScalar]] {
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  #expect(lines.last?.isEmpty == true, "not ended")
  return try lines.dropLast().map { line in
    let members = try JSONDecoder().decode([String: JSONScalar].self, from: Data(line))
    try #require(members.count == columns.count)
    var rest = String(decoding: line, as: UTF8.self)[...]
    for column in columns {
      let name = try #require(rest.range(of: "\"\(column)\":"), "\(column) out of place")
      rest = rest[name.upperBound...]
    }
    return try columns.map { try #require(members[$0], "no \($0)") }
  }
}

extension OracleCell {
  /// How the cell is shown in CSV.
  var csv: String {
    switch json {
    case .null: ""
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): Self.isFormula(text) ? "'\(text)" : text
    }
  }

  /// How the cell is shown in JSON.
  var json: JSONScalar {
    switch self {
    case .missing: .null
    case .text(let text): text.isEmpty ? .null : .text(String(decoding: text, as: UTF8.self))
    case .integer(let number): .number(number)
    case .boolean(let flag): .flag(flag)
    case .time(let milliseconds): .text(Self.shown(milliseconds))
    case .rate, .delay, .percentile: .null
    }
  }

  /// RFC 3339 in UTC; Foundation is asked for whole seconds only, because it rounds.
  private static func shown(_ milliseconds: Int64) -> String {
    let fraction = (milliseconds % 1000 + 1000) % 1000
    let seconds = Date(timeIntervalSince1970: Double((milliseconds - fraction) / 1000))
      .formatted(.iso8601)
    return seconds.dropLast() + "." + String(format: "%03d", Int(fraction)) + "Z"
  }

  /// Whether a spreadsheet would run the text.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if "=@\t\r".unicodeScalars.contains(first) { return true }
    return (first == "+" || first == "-")
      && text.wholeMatch(of: #/[+\-][0-9]+(\.[0-9]+)?([eE][+\-]?[0-9]+)?/#) == nil
  }
}
