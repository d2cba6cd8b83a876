extension ErrorCode {
  /// Codes from 5100 on: a service failed, or nobody knows.
  static let serviceCodes: [ErrorCode] = [
    ErrorCode(
      number: 5100, name: "temporary-app-error",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A fault inside the vendor that passes"),
    ErrorCode(
      number: 5101, name: "temporary-app-shutdown",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A part of the vendor's system was shutting down"),
    ErrorCode(
      number: 5106, name: "impossible-to-route",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "The vendor gave up looking for a route"),
    ErrorCode(
      number: 5111, name: "temporary-app-connection-closed",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A connection inside the vendor was closed"),
    ErrorCode(
      number: 5112, name: "application-error",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A fault inside the vendor; no longer issued"),
    ErrorCode(
      number: 5143, name: "application-error",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A fault inside the vendor; no longer issued"),
    ErrorCode(
      number: 5144, name: "application-error",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A fault inside the vendor; no longer issued"),
    ErrorCode(
      number: 5146, name: "application-error",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A fault inside the vendor; no longer issued"),
    ErrorCode(
      number: 5201, name: "temporary-rout-error-retries-exceeded",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "The vendor used up its attempts to deliver"),
    ErrorCode(
      number: 5211, name: "temporary-app-error-app-busy",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "A part of the vendor's system was busy"),
    ErrorCode(
      number: 5220, name: "temporary-store-error",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "The vendor could not store the message"),
    ErrorCode(
      number: 5229, name: "tn-campaign-provisioning-error",
      side: .service, reportedBy: .bandwidth, retryable: .unknown, billable: .unknown,
      meaning: "The sender's number could not be added to its campaign"),
    ErrorCode(
      number: 5231, name: "discarded-concatenation-timeout",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "Parts of a long message were missing for too long"),
    ErrorCode(
      number: 5500, name: "message-send-failed",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "Sending failed, with no reason given"),
    ErrorCode(
      number: 5501, name: "message-send-failed",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "Sending failed for want of a destination"),
    ErrorCode(
      number: 5503, name: "service-unavailable",
      side: .service, reportedBy: .bandwidth, retryable: .yes, billable: .no,
      meaning: "The vendor's service was down; no longer issued"),
    ErrorCode(
      number: 5600, name: "destination-carrier-queue-full",
      side: .service, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "The carrier is congested or throttles"),
    ErrorCode(
      number: 5610, name: "submit_sm-or-submit_multi-failed",
      side: .service, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "The carrier's system failed to take the message"),
    ErrorCode(
      number: 5611, name: "temporary-route-error-retries-exceeded",
      side: .service, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "The carrier used up its attempts to deliver"),
    ErrorCode(
      number: 5620, name: "destination-app-error",
      side: .service, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "The carrier reports a fault while processing"),
    ErrorCode(
      number: 5630, name: "message-not-acknowle",
      side: .service, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "The carrier did not acknowledge the message"),
    ErrorCode(
      number: 5650, name: "destination-failed",
      side: .service, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "The carrier could not pass the message on"),
    ErrorCode(
      number: 5999, name: "unknown-error",
      side: .service, reportedBy: .bandwidth, retryable: .unknown, billable: .no,
      meaning: "A fault inside the vendor that has no code of its own"),
    ErrorCode(
      number: 9902, name: "delivery-receipt-expired",
      side: .ambiguous, reportedBy: .unknown, retryable: .unknown, billable: .yes,
      meaning: "No receipt came in time; the message may have arrived"),
    ErrorCode(
      number: 9999, name: "unknown-error",
      side: .ambiguous, reportedBy: .carrier, retryable: .unknown, billable: .yes,
      meaning: "The carrier reports a failure that has no code of its own"),
  ]
}
