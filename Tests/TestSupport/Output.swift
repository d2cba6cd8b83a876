internal import Synchronization

/// What was written, piece by piece, from any thread.
public final class Output: Sendable {
  private let written = Mutex<[UInt8]>([])

  public init() {}

  public func append(_ piece: [UInt8]) {
    written.withLock { $0 += piece }
  }

  public var bytes: [UInt8] { written.withLock { $0 } }
}
