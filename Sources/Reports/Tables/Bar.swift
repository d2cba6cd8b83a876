internal import Primitives

/// A bar beside a number.
enum Bar {
  static let width = 10
  static let leastWidth = 5

  /// Seven eighths of a column down to one, and none.
  private static let eighths: [StaticString] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// Appends a bar for `part` of `whole`.
  ///
  /// Only nothing is empty, and only the whole is full.
  ///
  /// - Returns: The width of what was appended.
  /// - Precondition: `part` is not negative, and `whole` is positive.
  static func append(
    _ part: Int64, of whole: Int64, width: Int, _ characters: TableStyle.Characters,
    to output: inout [UInt8]
  ) -> Int {
    let steps = characters == .unicode ? 8 : 1
    let length = length(part, of: whole, steps: width * steps)
    let full = length / steps
    for _ in 0..<full { output.append(characters == .unicode ? "█" : "#") }
    guard length % steps > 0 else { return full }
    output.append(eighths[length % steps])
    return full + 1
  }

  private static func length(_ part: Int64, of whole: Int64, steps: Int) -> Int {
    if part >= whole { return steps }
    if part == 0 { return 0 }
    let (quotient, rest) = UInt64(whole).dividingFullWidth(
      UInt64(part).multipliedFullWidth(by: UInt64(steps)))
    let rounded = Int(quotient) + (rest >= UInt64(whole) - rest ? 1 : 0)
    return min(max(rounded, 1), steps - 1)
  }
}
