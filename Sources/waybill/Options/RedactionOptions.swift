internal import ArgumentParser
internal import Primitives
internal import Reports

/// What replaces phone numbers in outputs.
struct RedactionOptions: ParsableArguments {
  @Option(
    name: .customLong("redact"),
    help: ArgumentHelp(
      """
      Replace phone numbers in all outputs by keyed hashes. The file holds the key: at least 16 \
      bytes that nobody else can read. The same number and key give the same hash. Of lines that \
      cannot be read only the places are told; tags and other texts stay.
      """, valueName: "keyfile"), completion: .file())
  var keyFile: String?

  var isAsked: Bool { keyFile != nil }

  /// What replaces numbers; `nil` if nothing does.
  var redaction: Redaction? {
    get throws {
      guard let keyFile else { return nil }
      guard !keyFile.isEmpty else { throw ValidationError("--redact must name a file") }
      do throws(SecretFile.Failure) {
        return Redaction(key: try SecretFile.bytes(at: keyFile))
      } catch {
        let message = "--redact: \"\(escapedForTerminal(keyFile))\" \(error)"
        if case .system = error { throw Failure(.noInput, message) }
        throw ValidationError(message)
      }
    }
  }
}
