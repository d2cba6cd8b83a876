import Foundation

/// The sanitizers that the tests may run under, by the options that they are given.
///
/// Each needs some of what a few tests take away from the program.
enum Sanitizer {
  /// AddressSanitizer, which needs `/proc`.
  static let isAddress = isGiven("ASAN_OPTIONS")

  /// ThreadSanitizer, which needs `/proc` and a file of its own, and all standard streams to know what
  /// it is to suppress.
  static let isThread = isGiven("TSAN_OPTIONS")

  /// What they are told, which the program has to be told as well.
  static let options = ProcessInfo.processInfo.environment
    .filter { $0.key.hasSuffix("SAN_OPTIONS") }

  private static func isGiven(_ name: String) -> Bool { options[name] != nil }
}
