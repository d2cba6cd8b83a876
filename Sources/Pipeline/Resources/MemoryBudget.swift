public import Primitives

/// How the memory of a pass is divided among its workers.
///
/// It covers what grows with the archives: events that wait to be joined, texts, cells of reports,
/// and the blocks of runs that are being read. A quarter of it is left for what does not, the
/// windows of archives above all. The program itself takes some 20 MB more.
public struct MemoryBudget: Sendable {
  /// The least that is accepted: 32 MB.
  public static let least = ByteCount(bytes: 32_000_000)
  /// The least that a worker can do with: a slab of events, their texts, its windows.
  private static let leastShare = 12_000_000
  /// The memory of a run that is being read, about.
  private static let blockSize = 64 << 10

  /// How many workers there are: fewer than asked for where each would get too little.
  public let jobs: Int
  private let share: Int

  /// - Parameters:
  ///   - total: For all workers, at least ``least``.
  ///   - jobs: How many workers are wanted, at least 1.
  public init(_ total: ByteCount, jobs: Int) {
    precondition(total >= Self.least, "a budget of \(total)")
    precondition(jobs > 0, "\(jobs) jobs")
    self.jobs = min(jobs, Int(total.bytes) / Self.leastShare)
    share = Int(total.bytes) / self.jobs
  }

  /// Shares of any size, for tests that spill without a gigabyte.
  init(share: Int, jobs: Int) {
    self.share = share
    self.jobs = jobs
  }

  /// Bytes of events that one worker keeps until they are joined, with their texts.
  var eventBytes: Int { share / 4 * 3 }

  /// Bytes of events of one message that one worker keeps until they are joined: the message takes
  /// several times as much.
  var messageEventBytes: Int { eventBytes / 8 }

  /// Bytes of the record of a message that is sought alone; there is room for some thousand recipients in
  /// any budget.
  ///
  /// Joined, it takes up to twenty times as much: what takes some twenty bytes of it, a recipient with an
  /// event, is a lifecycle and a tally in arrays that have grown. And what was spilled last is joined
  /// with it.
  var messageRecordBytes: Int { max(Self.blockSize, share * jobs / 40) }

  /// All of it, about.
  var total: ByteCount { ByteCount(bytes: (Int64(share * jobs) + 500_000) / 1_000_000 * 1_000_000) }

  /// Bytes of cells that one worker keeps.
  var cellBytes: Int { share / 4 }

  /// Bytes of rows that one worker keeps until they are written, in an array that grows by doubling.
  var rowBytes: Int { share / 8 }

  /// Bytes of texts that one worker keeps besides those of its events.
  var textBytes: Int { share / 8 }

  /// How many runs one worker reads at the same time; each holds a file open.
  var runLimit: Int { max(2, min(256, runBytes / Self.blockSize)) }

  /// Bytes of blocks that one worker keeps of the runs that it reads at the same time.
  ///
  /// A block is as large as its largest record, and a sender chooses the size of a tag.
  var runBytes: Int { share / 4 }
}
