internal import Foundation

/// Writes what loggers put in front of a line.
struct CorpusPrefixes {
  let dice: Dice
  let times: CorpusTimes

  /// A prefix that is read: a time that says when the line was written, or only looks like it.
  func text(_ milliseconds: Int64) -> Bytes {
    let level = dice.pick([
      "", "", "INFO ", "[main] INFO c.e.Webhook - ", "webhook: ", "[info] [12] ", "app[7]: body=",
      "\t",
    ])
    let time = self.time(milliseconds)
    let head: String =
      switch dice.roll(8) {
      case 0: "[\(time)]" + dice.pick(["", " ", ": ", " - "])
      case 1: "<\(dice.roll(192))>1 \(time) host app 42 - - "
      case 2: "<\(dice.roll(192))>\(time) host app: "
      case 3: "<13>[\(time)] "
      case 4: "\(time)\t"
      default: "\(time) "
      }
    return Array((head + level).utf8)
  }

  private func time(_ milliseconds: Int64) -> String {
    let full = Date(timeIntervalSince1970: Double(milliseconds / second)).formatted(.iso8601)
    let (day, clock) = (full.prefix(10), full.dropFirst(11).prefix(8))
    let fraction = String(format: "%03d", Int(milliseconds % second))
    return switch dice.roll(14) {
    case 0: "\(day) \(clock)"
    case 1: "\(day) \(clock),\(fraction)"
    case 2: "\(day)T\(clock).\(fraction)"
    case 3: "\(day)T\(clock)+0000"
    case 4: "\(day) \(clock) -0700"
    case 5: "\(day) \(clock).\(fraction) +02:00"
    case 6: dice.pick(["Jul 06", "Jul  6", "Dec 31"]) + " \(clock)"
    default: times.rfc3339(milliseconds)
    }
  }

  /// What only looks like a prefix, so that the line is damage.
  func nearMiss(_ milliseconds: Int64, _ content: Bytes) -> Bytes {
    let time = times.rfc3339(milliseconds)
    let head = dice.pick([
      time, "\(time)|", "\(time):", "[\(time) ", "(\(time)) ", "<\(time)> ", "x \(time) ",
      "2026-07-06 ", "12:00:00 ", "Jul 6 12:00:00 ", "jul 06 12:00:00 ", "INFO ", "<13> \(time) ",
      "2026-07-06T12:00Z ", "<13>2 \(time) ",
    ])
    // Without a brace there is no prefix either.
    return dice.hits(oneIn: 4)
      ? Array("\(time) INFO ".utf8) + content.filter { $0 != UInt8(ascii: "{") }
      : Array(head.utf8) + content
  }

  /// One line of a container's log, or several that hold one in pieces.
  ///
  /// - Parameters:
  ///   - milliseconds: when the line was written.
  ///   - content: bytes without a line feed.
  ///   - isDamaged: whether the lines of the other stream may be no JSON.
  /// - Returns: the lines, each with its line feed.
  func containerLines(_ milliseconds: Int64, _ content: Bytes, isDamaged: Bool) -> Bytes {
    let stream = dice.pick(["stdout", "stdout", "stderr"])
    var text: Bytes = []
    var rest = content[...]
    while dice.hits(oneIn: 2), rest.count > 1 {
      let piece = rest.prefix(1 + dice.roll(rest.count))
      rest = rest.dropFirst(piece.count)
      text += line(milliseconds + Int64(dice.roll(3)), stream, "P", Array(piece))
      if dice.hits(oneIn: 3) {
        let other = stream == "stdout" ? "stderr" : "stdout"
        let between = dice.pick(
          ["{}", "[]", "", "7 \"x\""] + (isDamaged ? ["started", "{\"a\":"] : []))
        text += line(milliseconds, other, "F", Array(between.utf8))
      }
    }
    return text + line(milliseconds + 3, stream, "F", Array(rest))
  }

  private func line(
    _ milliseconds: Int64, _ stream: String, _ tag: String, _ content: Bytes
  ) -> Bytes {
    let detail = dice.hits(oneIn: 12) ? dice.pick([":log", ":a:b", ":"]) : ""
    let time = times.rfc3339(milliseconds)
    return Array("\(time) \(stream) \(tag)\(detail) ".utf8) + content + Array("\n".utf8)
  }
}
