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

  /// The archives that they mean, but for reports in a folder of outputs among them.
  func sources(outside output: String? = nil) throws(Failure) -> [ArchiveSource] {
    do throws(DiscoveryError) {
      return try Discovery.archives(in: inputs.flatMap(RawArguments.bytes), outside: output)
    } catch {
      throw Failure(.noInput, "\(error)")
    }
  }

  /// The archives that are meant, none of which goes by once: a ledger looks at archives before it
  /// reads them.
  func storedSources(outside output: String? = nil) throws -> [ArchiveSource] {
    let sources = try sources(outside: output)
    guard let stream = sources.first(where: \.isStream) else { return sources }
    throw ValidationError(
      """
      \(stream.isStandardInput ? "standard input" : stream.displayName) cannot be read twice, as \
      a ledger has to; put it into a file
      """)
  }
}
