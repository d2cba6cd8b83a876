internal import ArgumentParser

@main
struct Waybill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waybill",
    abstract: "Reports on archives of Bandwidth Messaging callbacks.")
}
