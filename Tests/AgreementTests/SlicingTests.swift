import Oracle
import Primitives
import Reports
import TestSupport
import Testing

/// Agreement on reports that are divided and filtered in every way.
@Suite struct SlicingTests {
  /// Draws what is asked, on top of what the seed asks for otherwise.
  static func options(_ seed: UInt64) -> OracleOptions {
    var generator = SeededGenerator(seed: seed)
    var options = RandomTests.options(seed)
    let count = [0, 1, 1, 2, 3, 14].randomElement(using: &generator) ?? 0
    options.by = Dimension.allCases.shuffled(using: &generator).prefix(count).map(\.rawValue)
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      if let condition = conditions.randomElement(using: &generator) {
        options.conditions.append(condition)
      }
    }
    options.top = [nil, 1, 2, 3, 5, 1000].randomElement(using: &generator) ?? nil
    return options
  }

  /// Conditions that hold for a part of what the corpora are made of.
  static let conditions = [
    "application=app-2,app-10", "application!=app-2", "application~app-*,?pp", "application=",
    #"application="a, ""b""*",=1+1"#, #"application~"a, *""#, "application=a\u{FFFD}b\u{FFFD}",
    "application~*\u{FFFD}?*", "sender~+1919*,[0-9]*", "sender!=ACME", "sender_type=toll_free",
    "sender_type!=long_code,alphanumeric", "sender_type~*_code", "recipient~+[!1]*",
    "recipient=+19195550001,30303", "recipient!=", "recipient=", "recipient_area=919,+44,",
    "recipient_area~+*", "recipient_area!=919", "carrier=Verizon,AT&T", "carrier=", "carrier!=",
    "carrier!=Verizon", #"tag~"*[, ]*""#, "tag~?", "tag=campaign-1,😀", "tag~[😀-😏]",
    "kind=mms,group", "kind!=sms", "channel~[MS]M[!T]", "channel=", "priority=high",
    "direction=outbound", "direction!=outbound", "direction=", "error_code=4770,9902",
    "error_code~4*,-*,0", "error_code!=", "group_size=1,2", "group_size~1?", "group_size=",
    "segment_count!=1", "segment_count~[23]",
  ]

  @Test(arguments: Trials.seeds(101...120, few: 8))
  func `program and oracle agree`(seed: UInt64) async throws {
    let corpus = RandomCorpus(seed: seed, messageCount: 60, wraps: seed.isMultiple(of: 9))
    try await expectAgreement(
      corpus.archives.map(\.text), Question(Self.options(seed), spills: seed % 3 == 0))
  }
}
