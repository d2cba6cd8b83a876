import Callbacks
import Testing

/// RFC 8259 point by point, with what archives add and forbid.
@Suite struct JSONConformanceTests {
  /// The bytes of a case, with `«FF»` as that byte.
  static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "«"), let close = rest.firstIndex(of: "»") {
      bytes += rest[..<open].utf8
      bytes += UInt8(rest[rest.index(after: open)..<close], radix: 16).map { [$0] } ?? []
      rest = rest[rest.index(after: close)...]
    }
    return bytes + rest.utf8
  }

  /// Reads bytes whole, and expects the same from windows that grow byte by byte.
  static func read(_ bytes: [UInt8], _ text: String) -> ValueTally {
    let whole = Reading(bytes: bytes)
    let stepped = Reading(bytes: bytes, step: 1)
    #expect(whole == stepped, "\(text) differs by window")
    #expect(whole.leftover == 0)
    return whole.tally
  }

  @Test func `tables are large and hold nothing twice`() {
    #expect(Set(AcceptedJSON.all).count == AcceptedJSON.all.count)
    #expect(Set(RejectedJSON.all).count == RejectedJSON.all.count)
    #expect(AcceptedJSON.all.count + RejectedJSON.all.count >= 300)
  }

  @Test func accepted() {
    for text in AcceptedJSON.all {
      let bytes = Self.bytes(text)
      let forms = [
        bytes, bytes + Array("\n".utf8), Array("[".utf8) + bytes + Array("]".utf8),
        Array("{\"k\":".utf8) + bytes + Array("}".utf8),
      ]
      for (index, form) in forms.enumerated() {
        let tally = Self.read(form, text)
        #expect(tally.malformed == 0, "\(text) in form \(index)")
        #expect(tally.values == 1, "\(text) in form \(index)")
      }
    }
  }

  /// What the RFC leaves open is read: callbacks come from whoever writes them.
  @Test func either() {
    #expect(Set(EitherJSON.read).isDisjoint(with: AcceptedJSON.all))
    for text in EitherJSON.read {
      let bytes = Self.bytes(text)
      for form in [bytes, Array("[".utf8) + bytes + Array("]".utf8)] {
        let tally = Self.read(form, text)
        #expect(tally.malformed == 0 && tally.values == 1, "\(text)")
      }
    }
    for text in EitherJSON.readInFront {
      let tally = Self.read(Self.bytes(text), text)
      #expect(tally.malformed == 0 && tally.values == 1, "\(text)")
      #expect(Self.read(Self.bytes("[\(text)]"), text).malformed == 1, "\(text) inside")
    }
  }

  /// Strings are scanned by many bytes at a time, and each byte must be found at any place of them.
  @Test func `every byte at every place of a string`() {
    for byte in UInt8.min ... .max {
      for place in 0..<70 {
        let text = [UInt8](repeating: 0x61, count: place) + [byte] + Array("bc".utf8)
        let after = [UInt8](repeating: 0x20, count: 40)
        let tally = Reading(bytes: Array("\"".utf8) + text + Array("\"".utf8) + after).tally
        // A quote ends it too early, a backslash begins a valid escape.
        let isPlain = byte >= 0x20 && byte != UInt8(ascii: "\"")
        #expect((tally.malformed == 0) == isPlain, "\(byte) at \(place)")
      }
    }
  }

  @Test func rejected() {
    for text in RejectedJSON.all {
      let bytes = Self.bytes(text)
      let tally = Self.read(bytes, text)
      #expect(tally.malformed == 1, "\(text)")
      let inside = Self.read(Array("[1,".utf8) + bytes + Array("]".utf8), text)
      #expect(inside.malformed == 1, "\(text) in an array")
      let member = Self.read(Array("{\"k\":".utf8) + bytes + Array("}".utf8), text)
      #expect(member.malformed == 1, "\(text) in an object")
      // An array that is open at the end of its line takes the next line for its own.
      guard bytes.first != UInt8(ascii: "[") else { continue }
      let followed = Self.read(bytes + Array("\n7\n".utf8), text)
      #expect(followed.malformed == 1, "\(text) before another line")
      #expect(followed.values == tally.values + 1, "\(text) before another line")
    }
  }

  @Test(arguments: [
    ("{}{}", 2, 0), ("[][]", 2, 0), ("1 2", 2, 0), ("\"a\"\"b\"", 2, 0), ("1\"a\"", 2, 0),
    ("1[]", 2, 0), ("1{}", 2, 0), ("true[]", 2, 0), ("null{}null", 3, 0), ("{}1", 2, 0),
    ("\"a\"1", 2, 0), ("[]true", 2, 0), ("1,2", 1, 1), ("1]", 1, 1), ("1}", 1, 1), ("{},{}", 1, 1),
    ("{}]{}", 1, 1), ("1 x 2", 1, 1), ("{} tru {}\n{}", 2, 1), ("1 2x", 1, 1), ("12x 2", 0, 1),
    ("", 0, 0), (" \t\r\n ", 0, 0), ("«00»", 0, 0), ("«00»«00»\n«00»", 0, 0),
    ("«EF»«BB»«BF»", 0, 0),
    ("«EF»«BB»«BF»«EF»«BB»«BF»1", 1, 0), ("«00»{}«00»{}«00»", 2, 0), ("\u{FEFF}[]\u{FEFF}[]", 2, 0),
    ("\"a\"«00»\"b\"", 2, 0), ("[]\r[]", 2, 0), ("1\n2\r\n3\n\n4", 4, 0), ("«0D»1", 1, 0),
    ("x\n«00»1", 1, 1), ("«EF»«BB»\n1", 1, 1), ("{}«EF»\n1", 2, 1), ("{}«EF»«BB»", 1, 1),
  ])
  func `values follow each other`(text: String, whole: Int, malformed: Int) {
    let tally = Self.read(Self.bytes(text), text)
    #expect(tally.values - tally.malformed == whole)
    #expect(tally.malformed == malformed)
  }

  @Test(arguments: [("[", "", "]"), (#"{"a":"#, "1", "}"), (#"[{"message":"#, "{}", "}]")])
  func `nesting ends at its limit`(open: String, core: String, close: String) {
    // The core of the third form is a level of its own, so that it goes from 1,023 to 1,025.
    let count = (core == "{}" ? 1023 : 1024) / open.count { "[{".contains($0) }
    for isTooDeep in [false, true] {
      let levels = isTooDeep ? count + 1 : count
      let text =
        String(repeating: open, count: levels) + core + String(repeating: close, count: levels)
      let tally = Reading(text).tally
      #expect(tally.malformed == (isTooDeep ? 1 : 0))
      #expect(tally.values == 1)
      #expect(tally.firstRejection?.reason == (isTooDeep ? .tooDeep : nil))
    }
  }

  @Test func `nesting counts the array that is read by element`() {
    for (depth, malformed) in [(1024, 0), (1025, 1)] {
      let text =
        "[\n" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth)
      #expect(Reading(text).tally.malformed == malformed)
    }
  }
}
