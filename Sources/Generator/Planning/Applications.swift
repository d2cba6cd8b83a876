internal import Primitives

/// One sender account.
struct Application: Sendable {
  let role: Role
  let addressType: AddressType
  /// How often it is chosen.
  let weight: Int
  /// Whether the provider reports `message-sending` for its MMS and groups.
  var hasReceipts = false
  /// Whether it asked for `message-sent`.
  var hasSent = false
  var showsChannel = true

  static let all: [Application] = [
    Application(role: .alerts, addressType: .shortCode, weight: 24),
    Application(role: .marketing, addressType: .tollFree, weight: 18, hasReceipts: true),
    Application(role: .support, addressType: .longCode, weight: 14, showsChannel: false),
    Application(role: .reminders, addressType: .longCode, weight: 12, hasSent: true),
    Application(role: .marketing, addressType: .shortCode, weight: 10),
    Application(
      role: .groups, addressType: .longCode, weight: 7, hasReceipts: true, hasSent: true),
    Application(role: .support, addressType: .tollFree, weight: 6, hasReceipts: true),
    Application(role: .rich, addressType: .agent, weight: 5),
    Application(role: .reminders, addressType: .alphanumeric, weight: 3, showsChannel: false),
    Application(role: .groups, addressType: .longCode, weight: 1),
  ]

  /// The uuids of ``all``, which differ from seed to seed.
  static func ids(seed: UInt64) -> [String] {
    all.indices.map { index in
      var generator = SeededGenerator(seed: seed, index)
      return uuid(generator.next(), generator.next())
    }
  }

  /// A random uuid (RFC 9562, version 4).
  private static func uuid(_ high: UInt64, _ low: UInt64) -> String {
    let versioned = high & ~0xF000 | 0x4000
    let marked = low & ~(3 << 62) | 2 << 62
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for index in 0..<32 {
      if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
      let word = index < 16 ? versioned : marked
      text.append(digits[Int(word >> UInt64(60 - index % 16 * 4) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
