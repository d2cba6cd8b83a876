import TestSupport

/// What lines hold besides callbacks.
extension DamageCase {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static let separators: [DamageCase] = {
    let bare = Array(line(1).dropLast())
    return [
      DamageCase("no-line-feeds.ndjson", bare + line(2).dropLast(), "ok 254 1 2 0 0 1 2"),
      DamageCase(
        "crlf.ndjson", bare + [13, 10] + line(2).dropLast() + [13, 10],
        "ok 258 2 2 0 0 1 2"),
      DamageCase(
        "carriage-returns.ndjson", bare + [13] + line(2).dropLast() + [13],
        "ok 256 1 2 0 0 1 2"),
      DamageCase(
        "blank-lines.ndjson", Array("\n \t\r\n".utf8) + line(1) + [10, 10],
        "ok 135 5 1 0 0 1 1"),
      DamageCase("only-blanks.ndjson", Array("\n \n\t".utf8) + zeros(4), "ok 8 3 0 0 0 - -"),
      DamageCase("bom-at-start.ndjson", mark + line(1), "ok 131 1 1 0 0 1 1"),
      DamageCase(
        "bom-at-members.gz", member(mark + line(1)) + member(mark + line(2)),
        "ok 262 2 2 0 0 1 2"),
      DamageCase("only-bom.ndjson", mark, "ok 3 1 0 0 0 - -"),
      DamageCase("nul-run.ndjson", line(1) + zeros(64) + line(2), "ok 320 2 2 0 0 1 2"),
      DamageCase("nul-run-at-start.log", zeros(4096) + line(2), "ok 4224 1 1 0 0 2 2"),
      DamageCase("nul-run-at-end.log", line(1) + zeros(4096), "ok 4224 2 1 0 0 1 1"),
      DamageCase(
        "nul-run-in-value.ndjson", line(1).prefix(50) + zeros(14) + line(1).dropFirst(50) + line(2),
        "ok 270 2 1 1 0 2 2",
        "first malformed at line 1, offset 50: raw control character in a string"),
    ]
  }()

  static let mixtures: [DamageCase] = [
    DamageCase(
      "half-line-glued.ndjson", line(1).prefix(70) + line(2) + line(3), "ok 326 2 1 1 0 3 3",
      "first malformed at line 1, offset 73: unexpected byte"),
    // With the next line it makes the beginning of an array that goes on, and breaks there.
    DamageCase(
      "half-line-glued-at-value.ndjson", line(1).prefix(64) + line(2) + line(3),
      "ok 320 2 1 1 1 3 3",
      "first malformed at line 2, offset 192: unexpected byte; foreign: 1 other"),
    DamageCase(
      "half-line-before.ndjson", line(1).prefix(70) + [10] + line(2), "ok 199 2 1 1 0 2 2",
      "first malformed at line 1, offset 70: raw control character in a string"),
    // The first writer's line is torn in two, around a whole line of the second.
    DamageCase(
      "interleaved-writers.ndjson",
      line(1).prefix(70) + line(2) + line(1).dropFirst(70) + line(3), "ok 384 3 1 2 2 3 3",
      "first malformed at line 1, offset 73: unexpected byte; foreign: 2 other"),
    DamageCase(
      "cut-last-line.ndjson", line(1) + line(2).prefix(40), "ok 168 2 1 1 0 1 1",
      "first malformed at line 2, offset 168: the value is cut short"),
    DamageCase(
      "garbage-behind-value.ndjson", line(1).dropLast() + Array(" and more\n".utf8) + line(2),
      "ok 265 2 2 1 0 1 2", "first malformed at line 1, offset 128: unexpected byte"),
    DamageCase(
      "binary-line.ndjson", line(1) + [0x80, 0xFF, 1, 10] + line(2), "ok 260 3 2 1 0 1 2",
      "first malformed at line 2, offset 128: unexpected byte"),
    DamageCase(
      "array-over-lines.json",
      Array("[\n".utf8) + line(1).dropLast(2).dropFirst() + Array(",\n".utf8)
        + line(2).dropLast(2).dropFirst() + Array("\n]\n".utf8), "ok 257 4 2 0 0 1 2"),
    DamageCase(
      "array-cut.json",
      Array("[\n".utf8) + line(1).dropLast(2).dropFirst() + Array(",\n{\"ty".utf8),
      "ok 133 3 1 1 0 1 1", "first malformed at line 3, offset 133: the value is cut short"),
    DamageCase(
      "long-line.ndjson", line(1, "sample", [UInt8](repeating: 0x61, count: 1_000_006)),
      "ok 1000128 1 1 0 0 1 1"),
  ]

  static let texts: [DamageCase] = [
    DamageCase(
      "invalid-utf-8.ndjson", line(1, "sample", [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80]),
      "ok 128 1 1 0 0 1 1"),
    DamageCase(
      "lone-surrogates.ndjson", line(1, "sample", Array(#"\ud800x\udfff"#.utf8)),
      "ok 135 1 1 0 0 1 1"),
    // The last of equal keys counts.
    DamageCase(
      "duplicate-keys.ndjson",
      line(1, "\"to\"", Array(#""time":"2026-11-17T10:00:07Z","to""#.utf8)), "ok 158 1 1 0 0 7 7"),
    DamageCase(
      "numbers.ndjson",
      line(
        1, "\"to\"", Array(#""errorCode":4.77e3,"errorCode":"4770","errorCode":4770.0,"to""#.utf8)),
      "ok 185 1 1 0 0 1 1"),
    DamageCase(
      "neighbour.ndjson", line(1) + Array(#"{"eventType":"sms","messageId":"m-1"}"#.utf8),
      "ok 165 2 1 0 1 1 1", "foreign: 1 v1"),
  ]
}
