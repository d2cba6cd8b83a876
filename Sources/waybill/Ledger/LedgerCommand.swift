internal import ArgumentParser

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract:
      "Takes care of a ledger, which remembers archives so that they need not be read again.",
    discussion: """
      A ledger is a folder of lifecycles, joined from all archives that were taken in. Reports are \
      made of it without reading one archive again: waybill report --ledger DIR.
      """,
    subcommands: [
      LedgerAddCommand.self, LedgerMergeCommand.self, LedgerStatusCommand.self,
      LedgerVerifyCommand.self, LedgerForgetCommand.self, LedgerPruneCommand.self,
      LedgerCompactCommand.self,
    ])
}
