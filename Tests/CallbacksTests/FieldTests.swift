import Testing

@testable import Callbacks

/// Where values lie, and which of the members that count there are.
@Suite struct FieldTests {
  @Test(arguments: [
    (0, 0), (1, 1), (0, 1 << 29), (5, (1 << 29) + 6), ((1 << 30) - 1, (1 << 30) - 1),
    ((1 << 29) - 1, 1 << 30), ((1 << 30) - 2, 1 << 30), ((1 << 30) - 1, 1 << 30),
  ])
  func `places reach to the end of the longest window`(start: Int, end: Int) {
    for kind in [RawJSON.Kind.string, .array, .object, .loneString] {
      let raw = RawJSON(kind, start, end)
      #expect(raw.kind == kind && raw.start == start && raw.end == end)
      #expect(raw.count == end - start)
    }
  }

  /// A set of members is a word, and a row of fields has as many slots as that has bits.
  @Test func `members fit a word`() {
    #expect(MemberKey.allCases.count < 64)
    #expect(Set(MemberKey.allCases.map(\.rawValue)) == Set(0..<UInt8(MemberKey.allCases.count)))
  }

  @Test func `every stamp may hold one`() {
    for key in EventReader.stamps + [.requestContext, .requestTimeEpoch, .attributes] {
      var members = MemberSet()
      members.insert(key)
      #expect(members.mayHoldStamp, "\(key)")
    }
    for key in [MemberKey.other, .message, .type, .id, .body, .data, .isBase64Encoded] {
      var members = MemberSet()
      members.insert(key)
      #expect(!members.mayHoldStamp, "\(key)")
    }
  }

  /// What is decoded only to be looked at is not kept, however much of it there is.
  @Test func `only texts of events stay decoded`() {
    let members = #""errorCode":"\u0034770","time":"2026\u002d07-06T12:00:00Z","ts":"\u0031""#
    let message = #""direction":"\u006fut","tag":"\u0061b","media":["h:\/\/a","h:\/\/b"]"#
    let text = #"{"date":"\u0031","x":[\#(event(members, message: message, type: "x"))]}"#
    var reader = ValueReader()
    var decoded: [UInt8]?
    _ = reader.read(Array(text.utf8).span, isLast: true) { batch, _, _, _ in
      decoded = batch.decoded
    }
    #expect(decoded == Array("ab".utf8))
  }
}
