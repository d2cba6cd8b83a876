extension CorpusEvents {
  static let outboundTypes = [
    "message-delivered", "message-delivered", "message-delivered", "message-delivered",
    "message-failed", "message-failed", "message-sending", "message-queued", "message-sent",
    "message-rejected-forbidden-country", "message-read",
  ]

  static let inboundTypes = [
    "message-received", "message-received", "message-received", "message-received",
    "suggestion-response", "requested-location-response", "request-location-response",
    "location-request-response",
  ]

  static let unknownTypes = [
    "message-expired", "message-Delivered", "DELIVERED", "", "message-received ", "a,\"b\"", "=x",
  ]

  static let errorCodes: [Draft] = [
    .number(4770), .number(4770), .text("4770"), .number(770), .text("902"), .number(9902),
    .number(9902), .verbatim("4770.0"), .verbatim("4.77e3"), .verbatim("47700E-1"),
    .object([("$numberInt", .text("4770"))]), .null, .text(""), .text("x"), .text("4770.0"),
    .verbatim("4770.5"), .verbatim("true"), .array([]), .object([]), .number(5600), .number(4720),
    .number(4432), .number(999), .number(5999), .number(4666), .number(4888), .number(5777),
    .number(9123), .number(31), .number(0), .number(-1), .verbatim("1e30"), .text("４７７０"),
    .text("99999999999999999999"), .number(9_007_199_254_740_993), .text(" 4770"),
  ]

  static let segmentCounts: [Draft] = [
    .number(1), .number(1), .number(1), .number(2), .number(3), .text("2"), .verbatim("1.5"),
    .verbatim("2.0"), .verbatim("1e1"), .null, .text(""), .text("x"), .number(-3),
    .number(2_147_483_648), .array([]),
  ]

  static let tags = [
    "campaign-1", "a,b", "say \"hi\"", "two\nlines", "=SUM(A1)", "+x", "-1", "@x", "\t", "", " ",
    "k=v; é", "x\u{0}y", "😀", String(repeating: "tag ", count: 256),
  ]
}
