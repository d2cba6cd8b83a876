/// Writes bytes into texts.
struct CorpusBase64 {
  let dice: Dice

  /// In the standard alphabet with padding, as a rule.
  func written(_ bytes: Bytes) -> String {
    let isForURLs = dice.hits(oneIn: 6)
    let digits = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (isForURLs ? "-_" : "+/"))
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = (Array(group) + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      for index in 0...group.count { text.append(digits[word >> (18 - 6 * index) & 63]) }
    }
    let isPadded = !dice.hits(oneIn: isForURLs ? 2 : 8)
    while isPadded, text.count % 4 != 0 { text.append("=") }
    return text
  }
}
