internal import ArgumentParser
internal import Pipeline
internal import Primitives

struct LedgerCompactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Merges the runs of each day to one.")

  @OptionGroup var care: CareOptions

  func run() async throws {
    try care.checkUsage()
    try await care.sumUp { () throws(LedgerError) in
      let result = try await LedgerCompaction(
        care.ledger.folder, now: .now, care.resources.budget
      ).run()
      return """
        \(result.days) days compacted: \(result.bytesBefore) bytes before, \(result.bytesAfter) \
        bytes now
        """
    }
  }
}
