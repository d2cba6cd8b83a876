import Foundation
import Generator
import TestSupport

/// The hourly archives of three days, from 2026-11-17 on.
enum BaseTraffic {
  private static var options: GeneratorOptions {
    var options = GeneratorOptions(
      seed: 20_261_117, start: instant("17T00:00:00"), hours: 72, targetBytes: 3_600_000)
    options.compressionLevel = 9
    return options
  }

  /// Generates the archives.
  static func files() async throws -> [SampleFile] {
    let scratch = try Scratch()
    let summary = try await Generator(options).write(to: scratch.path("hours"), jobs: 2)
    return try summary.files.map { file in
      let bytes = try Data(contentsOf: scratch.url.appending(path: "hours/\(file.name)"))
      return SampleFile(file.name, compressed: [UInt8](bytes))
    }
  }
}
