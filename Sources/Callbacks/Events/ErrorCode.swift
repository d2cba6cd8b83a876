/// What the catalogue knows about an error code.
///
/// The key is the number: several names occur twice.
public struct ErrorCode: Equatable, Sendable {
  /// Where the cause of a failure lies.
  public enum Side: String, Sendable {
    case client, service, ambiguous, unknown
  }

  /// Who found out.
  public enum Reporter: String, Sendable {
    case bandwidth, carrier, unknown
  }

  /// What is known about a property of a code.
  public enum Answer: String, Sendable {
    case yes, no, unknown
  }

  public var number: Int64
  /// As the vendor writes it; empty for a code that is not in the catalogue.
  public var name: String
  public var side: Side
  public var reportedBy: Reporter
  /// Whether sending the same message again can help.
  public var retryable: Answer
  /// Whether the vendor charges for the failed message.
  public var billable: Answer
  /// What happened, in a sentence; empty for a code that is not in the catalogue.
  public var meaning: String

  /// The code for "no receipt came in time", which does not prove that the message was lost.
  public static let receiptExpired: Int64 = 9902
}

extension ErrorCode {
  /// All known codes, in ascending order.
  public static let catalogue: [ErrorCode] = clientCodes + carrierCodes + serviceCodes

  /// Looks a code up; of an unknown one the digits say what they can.
  public init(_ number: Int64) {
    if let known = Self.known(number) {
      self = known
      return
    }
    self.init(
      number: number, name: "", side: .unknown, reportedBy: .unknown, retryable: .unknown,
      billable: .unknown, meaning: "")
    (side, reportedBy) = Self.classify(number)
  }

  /// The entry of the catalogue.
  public static func known(_ number: Int64) -> ErrorCode? {
    catalogue.first { $0.number == number }
  }

  /// What the digits of a code say.
  private static func classify(_ number: Int64) -> (Side, Reporter) {
    switch number {
    case 4000...4699: (.client, .bandwidth)
    case 4700...4799: (.client, .carrier)
    case 5000...5599, 5900...5999: (.service, .bandwidth)
    case 5600...5699: (.service, .carrier)
    case 9000...9999: (.ambiguous, .unknown)
    default: (.unknown, .unknown)
    }
  }

  /// Completes a short code of three digits where exactly one code of the catalogue ends in it.
  public static func completed(_ number: Int64) -> Int64 {
    guard (100...999).contains(number) else { return number }
    return completions[Int(number)] ?? number
  }

  /// By the last three digits: the code that ends in them, where there is exactly one.
  private static let completions: [Int64?] = (0..<1000).map { ending in
    let codes = catalogue.map(\.number).filter {
      $0 % 1000 == ending && [4, 5, 9].contains($0 / 1000)
    }
    return codes.count == 1 ? codes.first : nil
  }
}
