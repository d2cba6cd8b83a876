internal import Primitives

/// By what messages are divided into partitions, and put in order there: a hash of their ids, or a
/// place that the ids tell.
public enum MessageOrder: Sendable {
  /// By one that nobody outside of the process can know: the order is another one in every run.
  case secret
  /// By one that is the same everywhere, so that what is written in this order is the same bytes.
  case stable
  /// By ``Home`` and id: for what is kept.
  case home

  var hash: StableHash {
    switch self {
    case .secret, .home: .perProcess
    case .stable: .stable
    }
  }
}
