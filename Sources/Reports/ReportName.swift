/// The reports there are, in the order in which they are shown.
public enum ReportName: String, CaseIterable, Sendable {
  case delivery, failures
  case mmsGroup = "mms-group"
  case inbound, redelivery, quality

  /// Whether its rows are about messages; else they are about archives.
  public var isOfMessages: Bool { self != .quality }
}
