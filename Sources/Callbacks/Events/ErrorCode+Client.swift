extension ErrorCode {
  /// Codes 4001 to 4493: the vendor refused what the client sent.
  static let clientCodes: [ErrorCode] = [
    ErrorCode(
      number: 4001, name: "service-not-allowed",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The account may not use this service, or uses it in a way that is not allowed"),
    ErrorCode(
      number: 4121, name: "rejected-as-spam",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .yes,
      meaning: "The vendor's spam filter held the message back; no longer issued"),
    ErrorCode(
      number: 4301, name: "malformed-invalid-encoding",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The text has characters that cannot be encoded for where it goes"),
    ErrorCode(
      number: 4302, name: "malformed-invalid-from-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The sender's number is malformed or cannot be routed"),
    ErrorCode(
      number: 4303, name: "malformed-invalid-to-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The recipient's number is malformed or cannot be routed"),
    ErrorCode(
      number: 4320, name: "invalid-destination",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The recipient lies outside the numbering plan or cannot receive messages"),
    ErrorCode(
      number: 4350, name: "malformed-for-destination",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "Accepted first and refused when sent on, most often for a bad recipient"),
    ErrorCode(
      number: 4360, name: "message-not-sent-expiration-date-passed",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The sender's own expiry passed before the message could leave"),
    ErrorCode(
      number: 4401, name: "rejected-routing-error",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "No way out of the vendor's network, often a loop or a message to itself"),
    ErrorCode(
      number: 4403, name: "rejected-forbidden-from-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The sender's number may not send: foreign, switched off or not enabled"),
    ErrorCode(
      number: 4404, name: "rejected-forbidden-to-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The recipient's number may not receive: inactive or not enabled"),
    ErrorCode(
      number: 4405, name: "rejected-unallocated-from-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The sender's number is assigned to nobody"),
    ErrorCode(
      number: 4406, name: "rejected-unallocated-to-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The recipient's number is valid and belongs to no carrier"),
    ErrorCode(
      number: 4407, name: "rejected-account-not-defined-from-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "No account is known for the sender's number"),
    ErrorCode(
      number: 4408, name: "rejected-account-not-defined-to-number",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "No account is known for the recipient's number"),
    ErrorCode(
      number: 4409, name: "rejected-invalid-from-profile",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The recipient's profile does not fit, most often because it lacks MMS"),
    ErrorCode(
      number: 4410, name: "media-unavailable",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The attachment could not be fetched from its URL by the vendor"),
    ErrorCode(
      number: 4411, name: "rejected-message-size-limit-exceeded",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The attachments are too large, as found by the vendor"),
    ErrorCode(
      number: 4412, name: "media-content-invalid",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "An attachment has no content type or one that is not supported"),
    ErrorCode(
      number: 4420, name: "rejected-carrier-does-not-exist",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "No carrier is set up for the message"),
    ErrorCode(
      number: 4421, name: "rejected-forbidden-no-destination",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The account may not send to this destination"),
    ErrorCode(
      number: 4431, name: "rejected-forbidden-shortcode",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The account may not use short codes"),
    ErrorCode(
      number: 4432, name: "rejected-forbidden-country",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The account may not send to this country, or MMS does not reach it"),
    ErrorCode(
      number: 4433, name: "rejected-forbidden-tollfree",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The account may not use toll-free numbers"),
    ErrorCode(
      number: 4434, name: "rejected-forbidden-tollfree-for-recipient",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The toll-free number of the recipient is inactive or not enabled"),
    ErrorCode(
      number: 4435, name: "forbidden-too-many-recipients",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The group is larger than allowed"),
    ErrorCode(
      number: 4451, name: "rejected-wrong-user-id",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The account id is wrong"),
    ErrorCode(
      number: 4452, name: "rejected-wrong-application-id",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The application id is wrong or belongs to another account"),
    ErrorCode(
      number: 4470, name: "rejected-spam-detected",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .yes,
      meaning: "The vendor's spam filter blocked the message"),
    ErrorCode(
      number: 4475, name: "destination-rejected-due-to-user-opt-out",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .unknown,
      meaning: "The vendor blocked the message since the recipient has opted out"),
    ErrorCode(
      number: 4476, name: "blocked-unregistered",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .unknown,
      meaning: "The sender's number is in no registered campaign"),
    ErrorCode(
      number: 4481, name: "rejected-from-number-in-blacklist",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The sender's number is banned after violations"),
    ErrorCode(
      number: 4482, name: "rejected-to-number-in-blacklist",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The recipient's number is on a block list"),
    ErrorCode(
      number: 4492, name: "reject-emergency",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "Emergency numbers cannot be messaged"),
    ErrorCode(
      number: 4493, name: "rejected-unauthorized",
      side: .client, reportedBy: .bandwidth, retryable: .no, billable: .no,
      meaning: "The sender is not authorised for the account"),
  ]
}
