/// What a logger writes in front of a line; offsets count from the start of the line.
enum OraclePrefix {
  /// Kubernetes' container runtime: the content goes to the end of the line, or is a piece of a
  /// line that goes on in the next one of the stream.
  case container(stream: String, isPiece: Bool, arrival: Int64, content: Int)
  /// A time and anything; the content begins with a brace, or with the brackets before it.
  case text(arrival: Int64?, content: Int)

  /// The prefix at the start of `line`, which is one without its line feed.
  init?(of line: Bytes) {
    guard let prefix = Self.container(line) ?? Self.text(line) else { return nil }
    self = prefix
  }

  private static func container(_ line: Bytes) -> OraclePrefix? {
    for time in times(in: line, from: [0]) {
      guard let arrival = Oracle.time(.text(Array(line[time]))) else { continue }
      for stream in ["stdout", "stderr"] {
        for tag in ["F", "P"] {
          let tagged = after([" \(stream) \(tag)"], in: line, from: [time.upperBound])
          guard let content = tagged.compactMap({ contentBehindTag(line, $0) }).first else {
            continue
          }
          return .container(
            stream: stream, isPiece: tag == "P", arrival: arrival, content: content)
        }
      }
    }
    return nil
  }

  /// Where the content begins when the first letter of the tag ends at `end`: it has no others, or
  /// a colon and more behind it, up to a space.
  private static func contentBehindTag(_ line: Bytes, _ end: Int) -> Int? {
    let isLong = !after([":"], in: line, from: [end]).isEmpty
    let tagEnd = end + (isLong ? line[end...].prefix { $0 != UInt8(ascii: " ") }.count : 0)
    return after([" "], in: line, from: [tagEnd]).first
  }

  private static func text(_ line: Bytes) -> OraclePrefix? {
    let priority = after([">"], in: line, from: digits(line, after(["<"], in: line, from: [0])))
    let starts = [0] + priority + after(["1 "], in: line, from: priority)
    let bare = times(in: line, from: starts).filter {
      !after([" ", "\t"], in: line, from: [$0.upperBound]).isEmpty
    }
    let bracketed = times(in: line, from: after(["["], in: line, from: starts)).filter {
      !after(["]"], in: line, from: [$0.upperBound]).isEmpty
    }
    let ends = bare.map(\.upperBound) + bracketed.map { $0.upperBound + 1 }
    guard let end = ends.max(), let brace = line[end...].firstIndex(of: UInt8(ascii: "{")) else {
      return nil
    }
    var content = brace
    for position in (end..<brace).reversed() {
      if line[position] == UInt8(ascii: "[") {
        content = position
      } else if !isBlank(line[position]) {
        break
      }
    }
    let arrivals = (bare + bracketed).compactMap { Oracle.time(.text(Array(line[$0]))) }
    return .text(arrival: arrivals.first, content: content)
  }

  /// Everything that is a time and begins at one of `starts`.
  private static func times(in line: Bytes, from starts: [Int]) -> [Range<Int>] {
    starts.flatMap { start in
      let clock = after(["0000-00-00T00:00:00"], in: line, from: [start])
      let precise = clock + digits(line, after([".", ","], in: line, from: clock))
      let zoned = after(offsets, in: line, from: precise)
      let named = after(datesWithoutYear, in: line, from: [start])
      return (precise + zoned + named).map { start..<$0 }
    }
  }

  // Made once: they are looked for at the start of every line.
  private static let offsets = ["Z", "z", "+00:00", "+0000"].flatMap {
    [Array($0.utf8), Array(" \($0)".utf8)]
  }
  private static let datesWithoutYear = months.flatMap {
    [Array("\($0) 00 00:00:00".utf8), Array("\($0)  0 00:00:00".utf8)]
  }

  /// Where one of the shapes ends that begins at one of `starts`.
  private static func after(_ shapes: [String], in line: Bytes, from starts: [Int]) -> [Int] {
    if starts.isEmpty { return [] }
    return after(shapes.map { Array($0.utf8) }, in: line, from: starts)
  }

  private static func after(_ shapes: [Bytes], in line: Bytes, from starts: [Int]) -> [Int] {
    starts.flatMap { start in
      shapes.filter { matches(line[start...], $0) }.map { start + $0.count }
    }
  }

  /// Where the digits end that begin at one of `starts`, where there are some.
  private static func digits(_ line: Bytes, _ starts: [Int]) -> [Int] {
    starts.compactMap { start in
      let count = line[start...].prefix(while: isDigit).count
      return count > 0 ? start + count : nil
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    Array(" \t\r".utf8).contains(byte)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
