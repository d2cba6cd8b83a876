extension String {
  /// The words in as many lines as it takes; as it is where nothing limits them.
  ///
  /// - Parameters:
  ///   - width: Columns of the terminal, for each line.
  ///   - start: How many of them are taken on the first line.
  ///   - indent: How many blanks stand before the others.
  /// - Returns: No line feed ends it.
  func wrapped(to width: Int?, from start: Int = 0, indent: Int = 2) -> String {
    guard let width else { return self }
    var (text, position) = ("", start)
    for (index, word) in split(separator: " ").enumerated() {
      let needed = String(word).displayWidth
      let blank = index == 0 ? 0 : 1
      if index > 0 || start > indent, position + blank + needed > width {
        text += "\n" + String(repeating: " ", count: indent)
        position = indent
      } else if blank > 0 {
        text += " "
        position += 1
      }
      text += word
      position += needed
    }
    return text
  }
}

/// Says which columns there was not room for, and where they are.
func noteOfHidden(_ names: [String], format: String) -> String {
  "not shown: \(names.joined(separator: ", ")); use --format \(format), or a wider terminal"
}
