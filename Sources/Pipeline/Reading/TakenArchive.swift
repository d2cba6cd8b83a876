internal import Lifecycles
internal import Primitives
internal import Runs

/// What was read of an archive, as far as a ledger has to know.
struct TakenArchive: Sendable {
  let scanned: ScannedArchive
  /// Events that come again when the archive has grown, and are the first of it then.
  let certainEvents: Int64
  /// The other events: what was made of the end, and is to be made anew when it has grown.
  let tail: [Run]
  /// When the events came that were not known before.
  let hours: HourTally
}

/// The events of an archive that are there only because it ends where it does.
///
/// Nearly always there is none. It takes a value over several lines that was cut, or the pieces of a
/// line of a container runtime.
struct ArchiveTail {
  /// Little, since there is one for each reader of archives.
  var recorder = LifecycleRecorder(byteLimit: 4_000_000, order: .home)
  var runs: [Run] = []
}

extension LifecycleRuns {
  /// Writes a tail to a run of its own.
  func spill(_ tail: inout ArchiveTail) throws(RunError) {
    tail.runs.append(try run(of: tail.recorder))
    tail.recorder.removeAll()
  }
}
