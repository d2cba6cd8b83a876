/// The arguments of the process as the system gave them.
///
/// As texts they are repaired where they are not UTF-8, and then name no file.
enum RawArguments {
  private static let all: [[UInt8]] = {
    var all: [[UInt8]] = []
    for index in 0..<Int(CommandLine.argc) {
      var argument: [UInt8] = []
      // SAFETY: each of the `argc` arguments ends with a NUL, and nothing changes them.
      if var next = unsafe CommandLine.unsafeArgv[index] {
        while unsafe next.pointee != 0 {
          unsafe argument.append(UInt8(bitPattern: next.pointee))
          unsafe next += 1
        }
      }
      all.append(argument)
    }
    return all
  }()

  /// Whether the value of an option is not what was typed, because that is not UTF-8.
  static func isRepaired(_ value: String) -> Bool {
    guard value.unicodeScalars.contains("\u{FFFD}") else { return false }
    return all.contains { argument in
      let text = String(decoding: argument, as: UTF8.self)
      return Array(text.utf8) != argument && (text == value || text.hasSuffix("=\(value)"))
    }
  }

  /// What an argument was before it became a text.
  ///
  /// All of them where several became the same: as INPUTs, each is named anyway.
  static func bytes(of text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    guard text.unicodeScalars.contains("\u{FFFD}") else { return [bytes] }
    let candidates = all.filter { Array(String(decoding: $0, as: UTF8.self).utf8) == bytes }
    return candidates.isEmpty ? [bytes] : candidates
  }
}
