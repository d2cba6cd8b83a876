internal import Testing

/// The records of CSV as RFC 4180 has it, the header included.
public func csvRecords(_ bytes: [UInt8]) throws -> [[String]] {
  var records: [[String]] = [[]]
  var field: [UInt8] = []
  var isQuoted = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\"") where isQuoted && bytes[index + 1] == byte:
      field.append(byte)
      index += 1
    case UInt8(ascii: "\""):
      isQuoted.toggle()
    case UInt8(ascii: ",") where !isQuoted, 0x0A where !isQuoted:
      records[records.count - 1].append(try #require(String(validating: field, as: UTF8.self)))
      field = []
      if byte == 0x0A { records.append([]) }
    default:
      field.append(byte)
    }
    index += 1
  }
  #expect(!isQuoted && field.isEmpty && records.removeLast().isEmpty, "not ended")
  return records
}
