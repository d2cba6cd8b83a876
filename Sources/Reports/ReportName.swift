/// The reports there are, in the order in which they are shown.
public enum ReportName: String, CaseIterable, Sendable {
  case delivery, failures
  case mmsGroup = "mms-group"
  case inbound, redelivery, quality
}
