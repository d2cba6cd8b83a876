extension ErrorCode {
  /// Codes 4700 to 4795: a carrier refused what the client sent.
  static let carrierCodes: [ErrorCode] = [
    ErrorCode(
      number: 4700, name: "invalid-service-type",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier or the handset lacks this kind of message"),
    ErrorCode(
      number: 4701, name: "destination-service-unavailable",
      side: .client, reportedBy: .carrier, retryable: .unknown, billable: .yes,
      meaning: "The recipient cannot be reached, or the carrier's service is down"),
    ErrorCode(
      number: 4702, name: "destination-subscriber-unavailable",
      side: .client, reportedBy: .carrier, retryable: .unknown, billable: .yes,
      meaning: "The handset is off, barred, busy or full"),
    ErrorCode(
      number: 4710, name: "media-unavailable",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .unknown,
      meaning: "The attachment could not be fetched on the carrier's side"),
    ErrorCode(
      number: 4711, name: "rejected-message-size-limit-exceeded",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The attachment is larger than the carrier takes"),
    ErrorCode(
      number: 4712, name: "media-content-invalid",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier does not support the type of the attachment"),
    ErrorCode(
      number: 4720, name: "invalid-destination-address",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The recipient is invalid, a landline or not enabled, says the carrier"),
    ErrorCode(
      number: 4721, name: "destination-tn-deactivated",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The recipient's number has been given up"),
    ErrorCode(
      number: 4730, name: "no-route-to-destination-carrier",
      side: .client, reportedBy: .carrier, retryable: .unknown, billable: .yes,
      meaning: "The carrier knows no route to the recipient"),
    ErrorCode(
      number: 4735, name: "too-many-recipients",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .unknown,
      meaning: "The group is larger than the carrier allows"),
    ErrorCode(
      number: 4740, name: "invalid-source-address-address",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier refuses the sender's number"),
    ErrorCode(
      number: 4750, name: "destination-rejected-message",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier refused without giving a reason"),
    ErrorCode(
      number: 4751, name: "destination-rejected-message-size-invalid",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier refused the length of the message"),
    ErrorCode(
      number: 4752, name: "destination-rejected-malformed",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier found the message blank or malformed"),
    ErrorCode(
      number: 4753, name: "destination-rejected-handset",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The handset refused the message"),
    ErrorCode(
      number: 4754, name: "unsupported-channel",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .unknown,
      meaning: "The recipient lacks this channel"),
    ErrorCode(
      number: 4770, name: "destination-spam-detected",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier took the message for spam"),
    ErrorCode(
      number: 4771, name: "rejected-shortened-url",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier blocks URLs of public link shorteners"),
    ErrorCode(
      number: 4772, name: "rejected-tn-blocked",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "One of the two numbers is blocked further down"),
    ErrorCode(
      number: 4773, name: "inactive-campaign",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The campaign of the sender's number is inactive at this carrier"),
    ErrorCode(
      number: 4774, name: "provisioning-issue",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The sender's number is not set up right in the campaign registry"),
    ErrorCode(
      number: 4775, name: "destination-rejected-due-to-user-opt-out",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The carrier blocked the message since the recipient has opted out"),
    ErrorCode(
      number: 4780, name: "volume-violation-tmo",
      side: .client, reportedBy: .carrier, retryable: .unknown, billable: .yes,
      meaning: "The brand used up its daily volume at T-Mobile"),
    ErrorCode(
      number: 4781, name: "volume-violation-att",
      side: .client, reportedBy: .carrier, retryable: .unknown, billable: .yes,
      meaning: "The campaign sends faster than AT&T allows"),
    ErrorCode(
      number: 4785, name: "volumetric-violation",
      side: .client, reportedBy: .carrier, retryable: .yes, billable: .yes,
      meaning: "Too much volume for the carrier; send slower and try again"),
    ErrorCode(
      number: 4790, name: "destination-rejected-sc-not-allowed",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The operator does not let this short code reach the recipient"),
    ErrorCode(
      number: 4791, name: "destination-rejected-campaign-not-allowed",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The operator does not allow the short code's campaign"),
    ErrorCode(
      number: 4792, name: "destination-rejected-sc-not-provisioned",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The short code is not set up at the operator"),
    ErrorCode(
      number: 4793, name: "destination-rejected-sc-expired",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The short code has run out at the operator"),
    ErrorCode(
      number: 4794, name: "destination-rejected-expired",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .unknown,
      meaning: "The operator refused the message as expired"),
    ErrorCode(
      number: 4795, name: "tfn-not-verified",
      side: .client, reportedBy: .carrier, retryable: .no, billable: .yes,
      meaning: "The toll-free sender is unverified or sends spam"),
  ]
}
