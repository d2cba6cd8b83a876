internal import Synchronization

/// How far a pass over archives has come, for whoever watches.
///
/// Any thread may note what it did, and any may look. Noting takes a lock for a moment: it is done for
/// pieces of an archive and parts of a whole, never for events.
public final class PassProgress: Sendable {
  public enum Phase: String, Sendable {
    /// Archives, in stored bytes.
    case reading
    /// Messages, in parts of all of them.
    case counting
  }

  /// What there is to see.
  public struct State: Equatable, Sendable {
    public var phase = Phase.reading
    /// When it began.
    public var start = ContinuousClock.now
    /// How much of the phase is done.
    public var done: Int64 = 0
    /// How much there is to do; `nil` where nobody can know.
    public var whole: Int64?
  }

  private let current = Mutex(State())
  private let whole: PassProgress?

  /// - Parameter whole: Is told of all that is noted here, too.
  public init(partOf whole: PassProgress? = nil) {
    self.whole = whole
  }

  public var state: State { current.withLock { $0 } }

  /// Begins a phase of which `whole` is to be done.
  public func begin(_ phase: Phase, of whole: Int64?) {
    current.withLock { $0 = State(phase: phase, done: 0, whole: whole) }
  }

  /// Notes that more of a phase is done; of another one than the current, nothing.
  public func advance(_ phase: Phase, by count: Int64) {
    current.withLock { state in
      if state.phase == phase { state.done += count }
    }
    whole?.advance(phase, by: count)
  }

  /// Tells the whole that all of this part has to be done again.
  public func takeBack() {
    let state = state
    whole?.advance(state.phase, by: -state.done)
  }
}
