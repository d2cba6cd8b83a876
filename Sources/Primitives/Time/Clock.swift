internal import Glibc

extension Timestamp {
  /// What the machine's clock shows.
  public static var now: Timestamp {
    var time = timespec()
    // SAFETY: the call writes into `time`, which outlives it.
    let status = unsafe clock_gettime(CLOCK_REALTIME, &time)
    precondition(status == 0, "Linux always has a real-time clock")
    return Timestamp(
      millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The latest time of another clock that is believed when the machine's shows this one: a day ahead.
  public var latestPlausible: Timestamp { advanced(byMilliseconds: Milliseconds.day) }
}
