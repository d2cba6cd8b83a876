internal import ArgumentParser
internal import Pipeline
internal import Primitives

struct LedgerCompactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Merges the runs of each day to one.")

  @OptionGroup var options: CareOptions

  func run() async throws {
    try options.checkUsage()
    try await options.sumUp { care throws(LedgerError) in
      let result = try await care.compact()
      return """
        \(result.days) days compacted: \(result.bytesBefore) bytes before, \(result.bytesAfter) \
        bytes now
        """
    }
  }
}
