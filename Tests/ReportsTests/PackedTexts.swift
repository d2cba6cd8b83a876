import Primitives

@testable import Lifecycles

extension PackedText {
  /// Packs a number, or adds any other text to the pool.
  init(_ text: Span<UInt8>, pool: inout TextPool) {
    self = PackedText(number: text) ?? PackedText(pool.intern(text))
  }
}
