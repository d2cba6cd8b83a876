internal import Archives
internal import ArgumentParser

/// Which archives are read.
struct InputOptions: ParsableArguments, ArchiveNames {
  @Argument(
    help: ArgumentHelp(
      "A file, a folder to search for archives, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []
}

/// Which archives a ledger takes in.
struct StoredInputOptions: ParsableArguments, ArchiveNames {
  @Argument(
    help: ArgumentHelp("A file, or a folder to search for archives.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  func checkUsage() throws {
    guard !inputs.isEmpty else { throw ValidationError("no INPUT; name a file or a folder") }
  }
}

/// Archives, or folders of them, as they are named.
protocol ArchiveNames {
  var inputs: [String] { get }

  /// What is wrong about how they are named.
  func checkUsage() throws
}

extension ArchiveNames {
  func checkUsage() throws {
    guard !inputs.isEmpty else {
      throw ValidationError("no INPUT; name a file, a folder, or - for standard input")
    }
  }

  /// The archives that they mean, but for what is in folders of outputs among them.
  ///
  /// - Parameters:
  ///   - outputs: Those folders, and that of the ledger.
  ///   - console: How it is told what is left out.
  /// - Returns: At least one.
  /// - Throws: ``Failure`` when there is none, or one that is named does not exist.
  func sources(
    outside outputs: [String?] = [], _ console: ConsoleOptions
  ) throws(Failure) -> [ArchiveSource] {
    do throws(DiscoveryError) {
      let found = try Discovery.search(
        inputs.flatMap(RawArguments.bytes), outside: outputs.compactMap(\.self))
      console.sumUp(found.leftOut)
      return found.sorted
    } catch {
      throw Failure(.noInput, "\(error)")
    }
  }

  /// The archives that are meant, none of which goes by once: a ledger looks at archives before it
  /// reads them.
  func storedSources(
    outside outputs: [String?] = [], _ console: ConsoleOptions
  ) throws -> [ArchiveSource] {
    let sources = try sources(outside: outputs, console)
    guard let stream = sources.first(where: \.isStream) else { return sources }
    throw ValidationError(
      """
      \(stream.isStandardInput ? "standard input" : stream.displayName) cannot be read twice, as \
      a ledger has to; put it into a file
      """)
  }
}
