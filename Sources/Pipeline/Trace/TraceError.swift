public import Primitives

/// Why nothing can be said about what was sought.
public enum TraceError: Error, Equatable, Sendable {
  case pass(PassError)
  /// A message has so many recipients, or types of events, that it takes more memory than is allowed.
  case messageTakesMore(than: ByteCount)
}
