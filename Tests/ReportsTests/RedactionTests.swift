import Callbacks
import Lifecycles
import Primitives
import TestSupport
import Testing

@testable import Reports

struct RedactionTests {
  private static let redaction = Redaction(key: Array("0123456789abcdef".utf8))

  private static func token(_ number: String) -> String {
    let number = Array(number.utf8)
    return String(decoding: redaction.token(for: number.span), as: UTF8.self)
  }

  /// `printf +19195550101 | openssl dgst -sha256 -hmac 0123456789abcdef`, the first 24 digits.
  @Test func `a token is the beginning of the keyed hash`() {
    #expect(Self.token("+19195550101") == "redacted:578f1e8429c95b3e6685b890")
    #expect(Self.token("") == "")
    #expect(Self.token("ACME") != Self.token("acme"))
  }

  @Test func `conditions on numbers are shown by tokens`() throws {
    func shown(_ text: String) throws -> String {
      try Condition(text).shown(Self.redaction)
    }
    let token = Self.token("+19195550101")
    #expect(try shown("sender=+19195550101,") == "sender=\(token),")
    #expect(try shown("recipient!=ACME") == "recipient!=\(Self.token("ACME"))")
    #expect(try shown("recipient~+1919*") == "recipient~\(Self.token("+1919*"))")
    #expect(try shown("recipient_area=919") == "recipient_area=919")
    #expect(try shown("tag~+1919*") == "tag~+1919*")
  }

  private static let archive = ReadArchive(
    ["+19195550103", "+19195550101", "+19195550102", "", "+19195550104"].map { number in
      """
      {"type":"message-sent","to":"\(number)","message":{"id":"a","from":"+19195550100","tag":"t"}}

      """
    }.joined())

  private func rows(
    _ dimensions: [Dimension], _ redaction: Redaction?, top: Int? = nil
  ) throws -> [[String]] {
    var parameters = ReportParameters(reports: [.delivery], top: top)
    parameters.bucket = Bucket.none
    parameters.dimensions = dimensions
    parameters.redaction = redaction
    if let ranking = parameters.ranking {
      parameters = try parameters.keepingGreatest(of: Self.archive.counts(ranking))
    }
    let csv = try #require(try Self.archive.reports(parameters).tables.first).csv
    return String(decoding: csv, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `rows have tokens, in their order`() throws {
    let plain = try rows([.recipient, .sender], nil)
    let redacted = try rows([.recipient, .sender], Self.redaction)
    let expected = plain.map { row in [Self.token(row[0]), Self.token(row[1])] + row.dropFirst(2) }
    #expect(redacted == expected.sorted { $0[0] < $1[0] })
    #expect(redacted.map { $0[0] } != expected.map { $0[0] })
    #expect(redacted.count == 5)
  }

  @Test func `what is kept apart is known by its token`() throws {
    let redacted = try rows([.recipient], Self.redaction, top: 2)
    let tokens = (1...4).map { Self.token("+1919555010\($0)") } + [""]
    #expect(redacted.map { $0[0] } == tokens.sorted().prefix(2) + ["other"])
  }

  @Test func `lifecycles have tokens, those of a message in their order`() throws {
    for format in RowFormat.allCases {
      var parameters = ReportParameters(reports: [])
      parameters.redaction = Self.redaction
      var writer = LifecycleWriter(parameters, format)
      Self.archive.forEachMessage(OutcomeRules(coverageEnd: nil, receipts: .auto)) {
        for place in 0..<writer.begin($0, $1) { writer.appendRow(place, of: $0, $1) }
      }
      var text = ""
      writer.take { text = String(decoding: $0, as: UTF8.self) }
      #expect(!text.contains("9195550"))
      #expect(text.contains("919"), "the area stays")
      let tokens = (1...4).map { Self.token("+1919555010\($0)") }.sorted()
      let places = try tokens.map { try #require(text.firstRange(of: $0)).lowerBound }
      #expect(places == places.sorted())
      #expect(text.ranges(of: Self.token("+19195550100")).count == 5)
    }
  }

  @Test func `documents say that they are redacted, and only then`() throws {
    var parameters = ReportParameters(reports: [.delivery])
    let plain = try Self.archive.reports(parameters).json
    parameters.redaction = Self.redaction
    let redacted = try Self.archive.reports(parameters).json
    #expect(!String(decoding: plain, as: UTF8.self).contains("redacted"))
    #expect(String(decoding: redacted, as: UTF8.self).contains("\"redacted\": true\n"))
  }
}
