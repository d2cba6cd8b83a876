extension OddArchives {
  private static func event(_ name: String, _ minute: Int) -> JSON {
    SampleMessage(name, at: "18T10:\(10 + minute):00").delivered()
  }

  private static func body(_ name: String, _ minute: Int) -> [UInt8] {
    JSON.array([event(name, minute)]).bytes
  }

  /// Damaged lines, each of another sort and none with a whole event.
  static var damagedLines: [[UInt8]] {
    let whole = body("damaged", 0)
    let half = Array(whole.prefix(whole.count / 2 - 30))
    func replacing(_ part: String, _ replacement: String) -> [UInt8] {
      Array(String(decoding: whole, as: UTF8.self).replacing(part, with: replacement).utf8)
    }
    let emptyText = #""text":"""#
    return [
      // Half a line, one glued to the next, and two writers at a time.
      half, half + body("lost", 1), Array(half + body("mixed", 2).prefix(200) + whole.suffix(100)),
      replacing("}]", "},]"), replacing("\"", "'"), replacing("\"", "\"\""),
      replacing("\"time\"", "time"), replacing(emptyText, "\"text\":\"raw\ttab\""),
      replacing(emptyText, #""text":"\x41""#), replacing(emptyText, #""text":"\u00g1""#),
      replacing(":1,", ":01,"), replacing(":1,", ":1.,"), replacing(":1,", ":,"),
      replacing(":1,", ":nul,"), replacing(":1,", ":NaN,"), replacing(":1,", ":True,"),
      Array(repeating: UInt8(ascii: "["), count: 1_025) + [UInt8](repeating: 0x5D, count: 1_025),
      Array("Nov 18 10:10:00 web-1 hook[77]: 200 POST /callbacks 512".utf8),
      Array("<html><body>502 Bad Gateway</body></html>".utf8),
      Array("]".utf8), [0x80, 0x81],
    ]
  }

  /// Damaged lines with a whole one behind each, then damage that spares events.
  static var malformed: [UInt8] {
    var content: [UInt8] = []
    for (index, line) in damagedLines.enumerated() {
      let name = "behind" + String(letter(index))
      content += line + [0x0A] + body(name, index) + [0x0A]
    }
    content += body("before", 30) + Array(" and more\n".utf8)
    // An array that is not closed goes on with the next line, where it breaks.
    content += body("unclosed", 31).dropLast() + [0x0A] + body("nextline", 32) + [0x0A]
    // Broken on its third line; the second is read again, as a text and damage.
    content += Array("{\n\"type\": \"message-sent\",\n".utf8) + body("third", 33) + [0x0A]
    // Cut off at the end of the file.
    return content + body("end", 34).prefix(120)
  }

  /// Values without anything between them, arrays and objects in turn.
  static var glued: [UInt8] {
    (0..<12).flatMap { index in
      let event = event("glued" + String(letter(index)), index)
      return (index % 3 == 0 ? event : [event]).bytes
    }
  }

  /// Archives whose values do not lie one on a line.
  static var layouts: [SampleFile] {
    let pretty = [event("prettyone", 40), event("prettytwo", 41)]
    return [
      SampleFile(
        "odd/pretty.json",
        stored: JSON.array(pretty).prettyBytes + [0x0A] + event("prettylone", 42).prettyBytes
          + [0x0A]),
      SampleFile("odd/table-dump.json.gz", compressing: tableDump),
      SampleFile("odd/broken-array.json", stored: brokenArray),
      SampleFile("odd/line-ends.ndjson", stored: lineEnds),
    ]
  }

  /// A table as one array: an element a line, commas in front.
  private static var tableDump: [UInt8] {
    var content = Array("[\n".utf8)
    for index in 0..<400 {
      let letters = [index / 26 % 26, index % 26].map(letter)
      let name = "row" + String(letters)
      let minute = index / 10 % 60
      let time = "18T\(12 + index / 200):\(minute < 10 ? "0" : "")\(minute):0\(index % 10)"
      let message = SampleMessage(name, at: time, from: Party.tollFree)
      let event = index % 25 == 24 ? message.failed(4_795) : message.delivered()
      content += (index == 0 ? "  " : ", ").utf8 + event.bytes + [0x0A]
    }
    return content + Array("]\n".utf8)
  }

  /// An array over lines that breaks in its third element; the line behind is read.
  private static var brokenArray: [UInt8] {
    let elements = [event("elementone", 43), event("elementtwo", 44)].map(\.bytes)
    return Array("[\n".utf8) + elements[0] + Array(",\n".utf8) + elements[1] + Array(",\n".utf8)
      + elements[0].prefix(100) + [0x0A] + body("afterarray", 45) + [0x0A]
  }

  /// CRLF, byte order marks, NUL bytes, blank lines, and no line feed at the end.
  private static var lineEnds: [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let crlf: [UInt8] = [0x0D, 0x0A]
    let nul = [UInt8](repeating: 0, count: 64)
    return mark + body("crlf", 40) + crlf + crlf + Array("  \t\r\n\n".utf8)
      + nul + body("nulbefore", 41) + [0x0A] + nul + [0x0A] + body("nulbehind", 42) + nul + [0x0A]
      + mark + body("markbefore", 43) + [0x0A] + Array("  ".utf8) + body("blanks", 44)
      + Array(" \t\n".utf8) + body("unended", 45)
  }
}
