internal import ArgumentParser
internal import Pipeline

struct LedgerVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Reads all of the ledger, and names what is damaged.",
    discussion: "The status is 74 when something is.")

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var resources: BudgetOptions

  func run() async throws {
    try ledger.checkUsage()
    try resources.checkUsage()
    let result: LedgerVerification.Result
    do throws(LedgerError) {
      result = try await LedgerVerification(ledger.folder, resources.budget).run()
    } catch {
      throw Failure(error)
    }
    for complaint in result.complaints { StandardStreams.complain(complaint) }
    try StandardStreams.write(
      Array("\(result.runs) runs, \(result.bytes) bytes, \(result.records) records\n".utf8))
    guard result.complaints.isEmpty else {
      let count = result.complaints.count
      throw Failure(.inputOutput, "the ledger has \(count == 1 ? "a fault" : "\(count) faults")")
    }
  }
}
