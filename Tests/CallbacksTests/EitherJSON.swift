/// Texts about which RFC 8259 leaves the choice to the reader, and what ours makes of them; see
/// ``AcceptedJSON`` for `«FF»`.
enum EitherJSON {
  /// Names that occur twice, numbers of any size, surrogates without a partner, and broken UTF-8.
  ///
  /// Sections 4, 6, 8.2 and 8.1, which rules the last out only for those who write.
  static let read = [
    #"{"a":1,"a":1}"#, #"{"":1,"":2,"":3}"#, #"{"\u0061":1,"a":2}"#, #"{"a":{"b":1,"b":2}}"#,
    "1e309", "-1e309", "1e-324", "123456789012345678901234567890", "0.1234567890123456789012345678",
    "9007199254740993", "-9223372036854775809", "1E1000000000000", "0e99999999999999999999",
    #""\uDEAD""#, #""\uD834""#, #""\uD834\uD834""#, #""\uDD1E\uD834""#, #"{"\uD800":1}"#,
    #""\uD800\\u""#, #""\uFFFE""#, #""\uDFFF!""#,
    "\"«C1»«BF»\"", "\"«F8»«88»«80»«80»«80»\"", "\"«ED»«BF»«BF»\"", "\"«E0»«80»«AF»\"",
    "\"«EF»«BF»\"", "{\"«C0»\":1}", "[\"«FF»«FE»\"]",
  ]

  /// Section 8.1: a reader may ignore a byte order mark in front.
  static let readInFront = ["\u{FEFF}1", "\u{FEFF}[]", "\u{FEFF}{}", "\u{FEFF} \"a\""]
}
