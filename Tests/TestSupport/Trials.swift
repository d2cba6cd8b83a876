import Foundation

/// How much is tried: everything with `TRIALS=all` in the environment, which takes about an hour; else
/// what shows as a rule that something went wrong.
public enum Trials {
  public static let areAll = ProcessInfo.processInfo.environment["TRIALS"] == "all"

  /// Seeds of random trials: all of them, or the first ones.
  public static func seeds(_ all: ClosedRange<UInt64>, few count: UInt64) -> ClosedRange<UInt64> {
    areAll ? all : all.lowerBound...min(all.upperBound, all.lowerBound + count - 1)
  }
}
