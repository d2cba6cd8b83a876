internal import ArgumentParser
internal import Primitives

extension Waybill {
  /// Makes sure that there is a command of the name that is given: ArgumentParser would take a name that
  /// is spelt wrong for an argument too many, or complain of the options behind it.
  ///
  /// - Parameters:
  ///   - arguments: Those of the process, without its name.
  ///   - command: The last command that there is, for the usage.
  /// - Throws: A `ValidationError` that names the command that was perhaps meant.
  static func requireCommand(
    in arguments: some Sequence<String>, _ command: inout any ParsableCommand.Type
  ) throws {
    for (index, word) in arguments.enumerated() {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-") else { return }
      if index == 0, word == "help" { continue }
      let names = commands.map { $0.configuration.commandName ?? "" }
      guard let known = names.firstIndex(of: word) else {
        let meant = Spelling.nearest(to: word, among: names).map { "did you mean \(names[$0])?" }
        throw ValidationError(
          """
          there is no command \(word.debugDescription); \
          \(meant ?? "there are \(names.joined(separator: ", "))")
          """)
      }
      command = commands[known]
    }
  }

  /// Options that say where something is: of two, the first would be passed over in silence.
  private static let places = ["--ledger", "--output", "--rejects", "--metrics", "--redact"]

  /// Makes sure that nothing has two places.
  ///
  /// - Parameter arguments: Those of the process, which have been understood.
  /// - Throws: A `ValidationError` that names the option.
  static func requireOnce(in arguments: some Sequence<String>) throws {
    let words = arguments.prefix { $0 != "--" }
    for place in places
    where words.count(where: { $0 == place || $0.hasPrefix("\(place)=") }) > 1 {
      let advice = place == "--ledger" ? "; waybill ledger merge makes one of several" : ""
      throw ValidationError("\(place) can be given once only\(advice)")
    }
  }
}
