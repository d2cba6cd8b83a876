@testable import Callbacks

extension Target {
  /// The JSON cursor and the reader of values: any bytes as an archive.
  static let values = Target(
    "values", lengthLimit: 400, seeds: Seeds.values.map { Array($0.utf8) }
  ) { bytes in
    var choices = Choices(bytes)
    readInWindows(bytes, choices.rules(body: nil), &choices)
  }

  /// The same of wrappers, prefixes and texts, and of `--body`.
  static let wrappers = Target(
    "wrappers", lengthLimit: 600,
    seeds: (Seeds.wrappers + Seeds.values).map { Array($0.utf8) }
  ) { bytes in
    var choices = Choices(bytes)
    let pointers = ["", "/x", "/body", "/Records/0/body", "/~1a~0b/0/0/x", "/data", "/0"]
    let pointer = choices.next(3) > 0 ? nil : JSONPointer(pointers[choices.next(pointers.count)])
    readInWindows(bytes, choices.rules(body: pointer), &choices)
  }

  /// Reads all at once and in windows, with many events at a time and a few, and expects the same.
  private static func readInWindows(
    _ bytes: [UInt8], _ rules: ReadingRules, _ choices: inout Choices
  ) {
    guard !bytes.isEmpty else { return }
    let whole = ReadValues(bytes, step: bytes.count, rules)
    // A window that grows by little reads a long value again and again.
    let least = max(1, bytes.count / 16)
    let bound = choices.next(2) > 0 ? 16 : bytes.count
    let step = least + choices.next(bound) / (1 + choices.next(16))
    var fewer = rules
    if choices.next(2) > 0 { fewer.batchLimit = 1 + choices.next(4) }
    let stepped = ReadValues(bytes, step: step, fewer)
    require(
      stepped == whole,
      "windows of \(step), batches of \(fewer.batchLimit): \(stepped) instead of \(whole)")
  }
}

extension Choices {
  /// Mostly the rules of a run without options.
  fileprivate mutating func rules(body: JSONPointer?) -> ReadingRules {
    let limit = next(4) > 0 ? ReadingRules.standardValueLimit : 1 + next(300)
    return ReadingRules(valueLimit: limit, body: body, rejectLimit: next(4))
  }
}
