import TestSupport
import Testing

/// An archive of a known kind of damage, and all that the quality report says about it.
struct DamageCase: Sendable {
  /// Of the file; its extension may lie.
  var name: String
  var stored: [UInt8]
  /// Status, bytes, lines, events, malformed and foreign values, the seconds of the first and the
  /// last event.
  var counts: String
  var detail: String

  init(_ name: String, _ stored: [UInt8], _ counts: String, _ detail: String = "") {
    self.name = name
    self.stored = stored
    self.counts = counts
    self.detail = detail
  }

  /// A line of 128 bytes with the event that happened at this second.
  static func line(_ second: Int) -> [UInt8] {
    Array(
      """
      [{"type":"message-delivered","time":"2026-11-17T10:00:0\(second)Z","to":"+19195550101",\
      "message":{"id":"m\(second)","applicationId":"sample"}}]

      """.utf8)
  }

  /// A line of which `part` is replaced.
  static func line(_ second: Int, _ part: String, _ replacement: [UInt8]) -> [UInt8] {
    let line = line(second)
    let part = Array(part.utf8)
    guard let start = (0...line.count - part.count).first(where: { line[$0...].starts(with: part) })
    else { return [] }
    return line[..<start] + replacement + line[(start + part.count)...]
  }

  /// One member of 23 bytes and what it holds, the same with every zlib.
  static func member(_ bytes: [UInt8], _ fields: GzipFields = GzipFields()) -> [UInt8] {
    fields.header + gzip(bytes, level: 0).dropFirst(10)
  }

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// The bytes that hexadecimal digits stand for.
  static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

/// Archives that are read together.
struct DamageGroup: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var cases: [DamageCase]

  static let all = [
    DamageGroup(testDescription: "whole", cases: DamageCase.whole),
    DamageGroup(testDescription: "damaged", cases: DamageCase.damaged),
    DamageGroup(testDescription: "foreign", cases: DamageCase.foreign),
    DamageGroup(testDescription: "separators", cases: DamageCase.separators),
    DamageGroup(testDescription: "mixtures", cases: DamageCase.mixtures),
    DamageGroup(testDescription: "texts", cases: DamageCase.texts),
  ]
}

extension [UInt8] {
  /// A copy with some bits of one byte flipped.
  func flipping(_ bits: UInt8, at index: Int) -> [UInt8] {
    var copy = self
    copy[index] ^= bits
    return copy
  }
}
