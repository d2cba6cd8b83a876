internal import ArgumentParser
internal import Callbacks
internal import Pipeline
internal import Primitives
internal import Runs
internal import SystemPackage

/// How many cores an execution may take.
struct JobOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many jobs run at the same time; by default one for each core.", valueName: "number"))
  var jobs: Int?

  var count: Int { jobs ?? ProcessorCount.available }

  /// What is wrong about them.
  func checkUsage() throws {
    guard jobs ?? 1 > 0 else { throw ValidationError("--jobs must be 1 or more") }
  }
}

/// How many cores an execution may take, and how much memory.
struct BudgetOptions: ParsableArguments {
  @OptionGroup var jobs: JobOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How much memory to take, at least 32MB; by default a quarter of what there is, at most 4GB. \
      What does not fit goes to temporary files.
      """, valueName: "size"))
  var memory: ByteCount?

  /// What is wrong about them.
  func checkUsage() throws {
    try jobs.checkUsage()
    if let memory, memory < MemoryBudget.least {
      throw ValidationError(
        "--memory must be \(MemoryBudget.least) or more, not \(memory.bytes) bytes")
    }
  }

  var budget: MemoryBudget {
    MemoryBudget(memory ?? MemoryLimit.standard, jobs: jobs.count)
  }
}

/// Where an execution may take space for a while.
struct TempOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where temporary files take their space; by default TMPDIR or /tmp.", valueName: "dir"),
    completion: .directory)
  var temp: String?

  /// What is wrong about them.
  func checkUsage() throws {
    if let temp, !FileSystem.isFolder(FilePath(temp)) {
      throw ValidationError("--temp: there is no folder \"\(escapedForTerminal(temp))\"")
    }
  }

  var folder: RunFolder {
    RunFolder(temp.map { FilePath($0) } ?? FileSystem.standardTemporaryFolder)
  }
}

/// What an execution that reads archives may take of the machine.
struct ResourceOptions: ParsableArguments {
  @OptionGroup private var share: BudgetOptions

  @OptionGroup private var temp: TempOptions

  /// What is wrong about them.
  func checkUsage() throws {
    try share.checkUsage()
    try temp.checkUsage()
  }

  var budget: MemoryBudget { share.budget }

  /// What passes work with, values being read by some rules.
  func context(now: Timestamp, _ rules: ReadingRules) -> PassContext {
    PassContext(now: now, budget, rules, temporaryFolder: temp.folder)
  }
}
