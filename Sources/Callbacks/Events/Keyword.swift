internal import Primitives

/// What an inbound text asks for.
public enum Keyword: UInt8, BitwiseCopyable, Sendable {
  case none, optOut, optIn, help
}

extension Keyword {
  /// Classifies a whole inbound text; ASCII case and blanks around it are ignored.
  ///
  /// - SeeAlso: CTIA, "Messaging Principles and Best Practices", for the words carriers act on.
  init(text: Span<UInt8>) {
    var start = 0
    var end = text.count
    while start < end, text[start].isBlank { start += 1 }
    while end > start, text[end - 1].isBlank { end -= 1 }
    guard (3...11).contains(end - start) else {
      self = .none
      return
    }
    var upper = InlineArray<11, UInt8>(repeating: 0)
    for index in start..<end {
      let byte = text[index]
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      upper[index - start] = isLower ? byte - 0x20 : byte
    }
    self.init(upper: upper.span.extracting(0..<end - start))
  }

  private init(upper word: Span<UInt8>) {
    if word.equals("STOP") || word.equals("STOPALL") || word.equals("UNSUBSCRIBE")
      || word.equals("CANCEL") || word.equals("END") || word.equals("QUIT")
      || word.equals("REVOKE") || word.equals("OPTOUT")
    {
      self = .optOut
    } else if word.equals("START") || word.equals("UNSTOP") || word.equals("YES")
      || word.equals("SUBSCRIBE")
    {
      self = .optIn
    } else if word.equals("HELP") || word.equals("INFO") {
      self = .help
    } else {
      self = .none
    }
  }
}
