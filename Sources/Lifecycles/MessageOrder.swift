internal import Primitives

/// By which hash of their ids messages are divided into partitions, and put in order there.
public enum MessageOrder: Sendable {
  /// By one that nobody outside of the process can know: the order is another one in every run.
  case secret
  /// By one that is the same everywhere, so that what is written in this order is the same bytes.
  case stable

  var hash: StableHash {
    switch self {
    case .secret: .perProcess
    case .stable: .stable
    }
  }
}
