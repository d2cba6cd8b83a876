internal import ArgumentParser
internal import Pipeline
internal import Primitives

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
    let result: LedgerCare.Verdict
    do throws(LedgerError) {
      result = try await LedgerCare(ledger.folder, now: .now, resources.budget).verify()
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
