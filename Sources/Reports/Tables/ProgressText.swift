public import Primitives

/// How far a pass is, in a line.
public enum ProgressText {
  /// Tells how far a pass is.
  ///
  /// - Parameters:
  ///   - state: Of the pass.
  ///   - elapsed: Since the phase began.
  ///   - width: Columns of the terminal.
  ///   - characters: What the terminal can show.
  /// - Returns: At most `width` columns; what there is not room for is left out.
  public static func line(
    _ state: PassProgress.State, elapsed: Duration, width: Int,
    _ characters: TableStyle.Characters
  ) -> String {
    var line = state.phase.rawValue
    var lineWidth = line.count
    for (part, partWidth) in parts(state, elapsed, characters) {
      guard lineWidth + 2 + partWidth <= width else { break }
      line += "  \(part)"
      lineWidth += 2 + partWidth
    }
    return lineWidth <= width ? line : ""
  }

  /// What there is to say, the most telling first.
  private static func parts(
    _ state: PassProgress.State, _ elapsed: Duration, _ characters: TableStyle.Characters
  ) -> [(String, width: Int)] {
    var parts: [(String, width: Int)] = []
    func add(_ text: String) { parts.append((text, text.count)) }
    // A file that is still being written may bring more than it had.
    let whole = state.whole.flatMap { $0 > 0 && state.done <= $0 ? $0 : nil }
    if let whole {
      parts.append(bar(state.done, of: whole, characters))
      let (high, low) = state.done.multipliedFullWidth(by: 100)
      let percent = whole.dividingFullWidth((high, low)).quotient
      add(String(repeating: " ", count: percent < 10 ? 2 : percent < 100 ? 1 : 0) + "\(percent)%")
    }
    let milliseconds = max(1, elapsed / .milliseconds(1))
    let rate = Double(state.done) / milliseconds * 1000
    if state.phase == .reading {
      add(whole.map { "\(size(state.done)) of \(size($0))" } ?? size(state.done))
      add("\(size(Int64(min(rate, 1e18))))/s")
    }
    if let whole, rate > 0 {
      let seconds = (Double(whole - state.done) / rate).rounded(.up)
      if seconds < 1e9 { add("\(duration(seconds: Int64(seconds))) left") }
    }
    return parts
  }

  private static func bar(
    _ done: Int64, of whole: Int64, _ characters: TableStyle.Characters
  ) -> (String, width: Int) {
    var bar: [UInt8] = []
    let width = Bar.append(done, of: whole, width: barWidth, characters, to: &bar)
    bar += Array(repeating: UInt8(ascii: " "), count: barWidth - width)
    return (String(decoding: bar, as: UTF8.self), barWidth)
  }

  private static let barWidth = 20

  private static func size(_ bytes: Int64) -> String {
    var text: [UInt8] = []
    text.append(size: bytes)
    return String(decoding: text, as: UTF8.self)
  }

  private static func duration(seconds: Int64) -> String {
    guard seconds >= 60 else { return "\(seconds) s" }
    var text: [UInt8] = []
    text.append(duration: seconds * 1000)
    return String(decoding: text, as: UTF8.self)
  }
}
