internal import Archives
internal import ArgumentParser

/// Which archives are read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A file, a folder to search for archives, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  /// What is wrong about how they are named.
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
}
