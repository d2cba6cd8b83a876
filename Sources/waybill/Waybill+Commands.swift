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

  /// Parses the arguments.
  ///
  /// ArgumentParser takes `-2h`, behind an option that it does not know, for `-2 -h`, and would show the help
  /// as if nothing were wrong.
  ///
  /// - Parameter arguments: Those of the process.
  /// - Returns: The command.
  /// - Throws: What ArgumentParser has to say.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let command = try parseAsRoot(arguments)
    let plain = arguments.map { $0.beginsWithNegativeNumber ? String($0.dropFirst()) : $0 }
    guard command.isHelp, plain != arguments else { return command }
    // Says which option is not known; help that was asked for besides is shown all the same.
    let other = try parseAsRoot(plain)
    guard !other.isHelp else { return other }
    let words = arguments.filter(\.beginsWithNegativeNumber).joined(separator: " ")
    throw ValidationError("\(words.debugDescription) is the value of no option")
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

extension ParsableCommand {
  /// Whether this is what ArgumentParser shows help by.
  fileprivate var isHelp: Bool { type(of: self).configuration.commandName == "help" }
}

extension String {
  /// As a time before now does.
  fileprivate var beginsWithNegativeNumber: Bool {
    hasPrefix("-") && dropFirst().first?.isASCII == true && dropFirst().first?.isNumber == true
  }
}
