/// Which error codes messages fail with, and how often.
struct FailureCodes: Sendable {
  /// Out of some thousand failures on each route; 0 where the code cannot occur.
  private struct Weights {
    let code: Int32
    let description: String
    var longCode = 0
    var tollFree = 0
    var shortCode = 0
    var media = 0
    var rich = 0

    func weight(on route: Route) -> Int {
      switch route {
      case .longCode: longCode
      case .tollFree: tollFree
      case .shortCode: shortCode
      case .media: media
      case .rich: rich
      }
    }
  }

  /// How a message went, as far as it decides the codes it can fail with.
  private enum Route: Int, CaseIterable {
    case longCode, tollFree, shortCode, media, rich
  }

  static let receiptExpired: Int32 = 9902

  private static let all: [Weights] = [
    // Blocked by the carrier: most of what fails.
    Weights(
      code: 4770, description: "destination-spam-detected",
      longCode: 260, tollFree: 240, shortCode: 120, media: 160),
    Weights(
      code: 4750, description: "destination-rejected-message",
      longCode: 130, tollFree: 130, shortCode: 150, media: 120, rich: 90),
    Weights(
      code: 4775, description: "destination-rejected-due-to-user-opt-out",
      longCode: 60, tollFree: 110, shortCode: 140, media: 60, rich: 60),
    Weights(code: 4785, description: "volumetric-violation", longCode: 40, tollFree: 30, media: 10),
    Weights(code: 4781, description: "volume-violation-att", longCode: 45),
    Weights(code: 4780, description: "volume-violation-tmo", longCode: 30),
    Weights(code: 4773, description: "inactive-campaign", longCode: 12),
    Weights(code: 4771, description: "rejected-shortened-url", longCode: 15, tollFree: 15),
    Weights(code: 4795, description: "tfn-not-verified", tollFree: 60),
    Weights(code: 4790, description: "destination-rejected-sc-not-allowed", shortCode: 90),
    Weights(code: 4754, description: "unsupported-channel", rich: 480),
    // The recipient cannot be reached.
    Weights(
      code: 4720, description: "invalid-destination-address",
      longCode: 110, tollFree: 120, shortCode: 170, media: 90, rich: 60),
    Weights(
      code: 4721, description: "destination-tn-deactivated",
      longCode: 35, tollFree: 35, shortCode: 60, media: 20),
    Weights(
      code: 4702, description: "destination-subscriber-unavailable",
      longCode: 40, tollFree: 40, shortCode: 60, media: 20, rich: 30),
    Weights(code: 4730, description: "no-route-to-destination-carrier", longCode: 15, media: 12),
    Weights(
      code: 4700, description: "invalid-service-type",
      longCode: 12, tollFree: 12, shortCode: 15, media: 70),
    // Refused at intake.
    Weights(code: 4476, description: "blocked-unregistered", longCode: 30, media: 10),
    Weights(
      code: 4470, description: "rejected-spam-detected", longCode: 40, tollFree: 40, media: 20),
    Weights(
      code: 4406, description: "rejected-unallocated-to-number",
      longCode: 25, tollFree: 25, shortCode: 40, media: 15),
    Weights(
      code: 4303, description: "malformed-invalid-to-number",
      longCode: 8, tollFree: 8, shortCode: 10, media: 5),
    Weights(code: 4432, description: "rejected-forbidden-country", longCode: 6, media: 5),
    Weights(code: 4410, description: "media-unavailable", media: 60),
    Weights(code: 4711, description: "rejected-message-size-limit-exceeded", media: 80),
    // Faults on the way.
    Weights(
      code: 5620, description: "destination-app-error",
      longCode: 20, tollFree: 20, shortCode: 30, media: 40, rich: 60),
    Weights(
      code: 5600, description: "destination-carrier-queue-full",
      longCode: 12, tollFree: 12, shortCode: 20, media: 25),
    Weights(
      code: 5106, description: "impossible-to-route", longCode: 5, tollFree: 5, shortCode: 5),
    Weights(
      code: 9902, description: "delivery-receipt-expired",
      longCode: 20, tollFree: 130, shortCode: 160, media: 180, rich: 220),
    Weights(
      code: 9999, description: "unknown-error",
      longCode: 5, tollFree: 5, shortCode: 8, media: 10, rich: 10),
  ]

  private let codes: [Int32]
  private let descriptions: TextTable
  private let tables: [ChoiceTable]

  init() {
    codes = Self.all.map(\.code)
    descriptions = TextTable(Self.all.map(\.description) + ["rejected"])
    tables = Route.allCases.map { route in ChoiceTable(Self.all.map { $0.weight(on: route) }) }
  }

  /// A code that such a message can fail with.
  func choose(
    _ kind: TrafficKind, _ sender: AddressType, with word: UInt64
  ) -> Int32 {
    let route: Route =
      switch (kind, sender) {
      case (.rcs, _): .rich
      case (.mms, _), (.group, _): .media
      case (_, .tollFree): .tollFree
      case (_, .shortCode), (_, .alphanumeric), (_, .agent): .shortCode
      case (_, .longCode): .longCode
      }
    return codes[tables[route.rawValue][word]]
  }

  func append(descriptionOf code: Int32, to buffer: inout LineBuffer) {
    descriptions.append(codes.firstIndex(of: code) ?? codes.count, to: &buffer)
  }
}
