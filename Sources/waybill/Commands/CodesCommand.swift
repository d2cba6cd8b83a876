internal import ArgumentParser
internal import Callbacks
internal import Reports

struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "Shows the catalogue of error codes.",
    discussion: """
      Of a code that the catalogue lacks, side and reporter follow from its digits. A code of \
      three digits is completed where exactly one code ends in it.
      """)

  @Argument(help: ArgumentHelp("The codes to show; all by default.", valueName: "code"))
  var codes: [Int64] = []

  @Option(help: "How to write them; by default as a table on a terminal, else as CSV.")
  var format: ListFormat?

  func run() throws {
    if codes.isEmpty {
      try StandardStreams.write(CatalogueTable(ErrorCode.catalogue), as: format)
    } else {
      let named = codes.map { ErrorCode(ErrorCode.completed($0)) }
      try StandardStreams.write(NamedCodes(named), as: format)
    }
  }
}
