/// What is known of one error code; `nil` is an empty cell.
struct CatalogueEntry {
  var name: String?
  var side: String
  var reporter: String
  var retryable: String
  var billable: String
}

/// The entry of a code, or what the digits say of one that nobody has listed.
func catalogueEntry(_ code: Int64?) -> CatalogueEntry {
  if let code, let entry = catalogue[code] { return entry }
  let (side, reporter): (String, String) =
    switch code {
    case .some(4000...4699): ("client", "bandwidth")
    case .some(4700...4799): ("client", "carrier")
    case .some(5000...5599), .some(5900...5999): ("service", "bandwidth")
    case .some(5600...5699): ("service", "carrier")
    case .some(9000...9999): ("ambiguous", "unknown")
    default: ("unknown", "unknown")
    }
  return CatalogueEntry(
    name: nil, side: side, reporter: reporter, retryable: "unknown", billable: "unknown")
}

/// The code with its first digit, where it was left out and only one listed code can be meant.
func catalogued(_ code: Int64) -> Int64 {
  guard (100...999).contains(code) else { return code }
  let candidates = [4000 + code, 5000 + code, 9000 + code].filter { catalogue[$0] != nil }
  return candidates.count == 1 ? candidates[0] : code
}

private let catalogue: [Int64: CatalogueEntry] = {
  var entries: [Int64: CatalogueEntry] = [:]
  for line in listing.split(separator: "\n") {
    let fields = line.split(separator: ",").map(String.init)
    guard let code = Int64(fields[0]) else { preconditionFailure("no code in \(line)") }
    entries[code] = CatalogueEntry(
      name: fields[1], side: fields[2], reporter: fields[3], retryable: fields[4],
      billable: fields[5])
  }
  return entries
}()

/// Code, name, side, reported by, retryable, billable.
private let listing = """
  4001,service-not-allowed,client,bandwidth,no,no
  4121,rejected-as-spam,client,bandwidth,no,yes
  4301,malformed-invalid-encoding,client,bandwidth,no,no
  4302,malformed-invalid-from-number,client,bandwidth,no,no
  4303,malformed-invalid-to-number,client,bandwidth,no,no
  4320,invalid-destination,client,bandwidth,no,no
  4350,malformed-for-destination,client,bandwidth,no,no
  4360,message-not-sent-expiration-date-passed,client,bandwidth,no,no
  4401,rejected-routing-error,client,bandwidth,no,no
  4403,rejected-forbidden-from-number,client,bandwidth,no,no
  4404,rejected-forbidden-to-number,client,bandwidth,no,no
  4405,rejected-unallocated-from-number,client,bandwidth,no,no
  4406,rejected-unallocated-to-number,client,bandwidth,no,no
  4407,rejected-account-not-defined-from-number,client,bandwidth,no,no
  4408,rejected-account-not-defined-to-number,client,bandwidth,no,no
  4409,rejected-invalid-from-profile,client,bandwidth,no,no
  4410,media-unavailable,client,bandwidth,no,no
  4411,rejected-message-size-limit-exceeded,client,bandwidth,no,no
  4412,media-content-invalid,client,bandwidth,no,no
  4420,rejected-carrier-does-not-exist,client,bandwidth,no,no
  4421,rejected-forbidden-no-destination,client,bandwidth,no,no
  4431,rejected-forbidden-shortcode,client,bandwidth,no,no
  4432,rejected-forbidden-country,client,bandwidth,no,no
  4433,rejected-forbidden-tollfree,client,bandwidth,no,no
  4434,rejected-forbidden-tollfree-for-recipient,client,bandwidth,no,no
  4435,forbidden-too-many-recipients,client,bandwidth,no,no
  4451,rejected-wrong-user-id,client,bandwidth,no,no
  4452,rejected-wrong-application-id,client,bandwidth,no,no
  4470,rejected-spam-detected,client,bandwidth,no,yes
  4475,destination-rejected-due-to-user-opt-out,client,bandwidth,no,unknown
  4476,blocked-unregistered,client,bandwidth,no,unknown
  4481,rejected-from-number-in-blacklist,client,bandwidth,no,no
  4482,rejected-to-number-in-blacklist,client,bandwidth,no,no
  4492,reject-emergency,client,bandwidth,no,no
  4493,rejected-unauthorized,client,bandwidth,no,no
  4700,invalid-service-type,client,carrier,no,yes
  4701,destination-service-unavailable,client,carrier,unknown,yes
  4702,destination-subscriber-unavailable,client,carrier,unknown,yes
  4710,media-unavailable,client,carrier,no,unknown
  4711,rejected-message-size-limit-exceeded,client,carrier,no,yes
  4712,media-content-invalid,client,carrier,no,yes
  4720,invalid-destination-address,client,carrier,no,yes
  4721,destination-tn-deactivated,client,carrier,no,yes
  4730,no-route-to-destination-carrier,client,carrier,unknown,yes
  4735,too-many-recipients,client,carrier,no,unknown
  4740,invalid-source-address-address,client,carrier,no,yes
  4750,destination-rejected-message,client,carrier,no,yes
  4751,destination-rejected-message-size-invalid,client,carrier,no,yes
  4752,destination-rejected-malformed,client,carrier,no,yes
  4753,destination-rejected-handset,client,carrier,no,yes
  4754,unsupported-channel,client,carrier,no,unknown
  4770,destination-spam-detected,client,carrier,no,yes
  4771,rejected-shortened-url,client,carrier,no,yes
  4772,rejected-tn-blocked,client,carrier,no,yes
  4773,inactive-campaign,client,carrier,no,yes
  4774,provisioning-issue,client,carrier,no,yes
  4775,destination-rejected-due-to-user-opt-out,client,carrier,no,yes
  4780,volume-violation-tmo,client,carrier,unknown,yes
  4781,volume-violation-att,client,carrier,unknown,yes
  4785,volumetric-violation,client,carrier,yes,yes
  4790,destination-rejected-sc-not-allowed,client,carrier,no,yes
  4791,destination-rejected-campaign-not-allowed,client,carrier,no,yes
  4792,destination-rejected-sc-not-provisioned,client,carrier,no,yes
  4793,destination-rejected-sc-expired,client,carrier,no,yes
  4794,destination-rejected-expired,client,carrier,no,unknown
  4795,tfn-not-verified,client,carrier,no,yes
  5100,temporary-app-error,service,bandwidth,yes,no
  5101,temporary-app-shutdown,service,bandwidth,yes,no
  5106,impossible-to-route,service,bandwidth,yes,no
  5111,temporary-app-connection-closed,service,bandwidth,yes,no
  5112,application-error,service,bandwidth,yes,no
  5143,application-error,service,bandwidth,yes,no
  5144,application-error,service,bandwidth,yes,no
  5146,application-error,service,bandwidth,yes,no
  5201,temporary-rout-error-retries-exceeded,service,bandwidth,yes,no
  5211,temporary-app-error-app-busy,service,bandwidth,yes,no
  5220,temporary-store-error,service,bandwidth,yes,no
  5229,tn-campaign-provisioning-error,service,bandwidth,unknown,unknown
  5231,discarded-concatenation-timeout,service,bandwidth,yes,no
  5500,message-send-failed,service,bandwidth,yes,no
  5501,message-send-failed,service,bandwidth,yes,no
  5503,service-unavailable,service,bandwidth,yes,no
  5600,destination-carrier-queue-full,service,carrier,yes,yes
  5610,submit_sm-or-submit_multi-failed,service,carrier,yes,yes
  5611,temporary-route-error-retries-exceeded,service,carrier,yes,yes
  5620,destination-app-error,service,carrier,yes,yes
  5630,message-not-acknowle,service,carrier,yes,yes
  5650,destination-failed,service,carrier,yes,yes
  5999,unknown-error,service,bandwidth,unknown,no
  9902,delivery-receipt-expired,ambiguous,unknown,unknown,yes
  9999,unknown-error,ambiguous,carrier,unknown,yes
  """
