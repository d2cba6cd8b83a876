import Foundation
import Glibc
import TestSupport
import Testing

/// Archives that do not fit the least memory there is.
///
/// They are generated once, for all tests that need them.
enum SpillingTraffic {
  /// Where the archives lie.
  static var folder: String {
    get throws {
      _ = removal
      return try archives.get().path("logs")
    }
  }

  /// What makes a report of them spill.
  static func options(_ temporaryFolder: String) -> [String] {
    ["--memory", "32MB", "--jobs", "2", "--temp", temporaryFolder]
  }

  /// Nobody else removes what lives as long as the process.
  private static let removal = atexit {
    if let scratch = try? SpillingTraffic.archives.get() {
      try? FileManager.default.removeItem(at: scratch.url)
    }
  }

  private static let archives = Result { () throws -> Scratch in
    let scratch = try Scratch()
    let finished = try Sandbox().run(
      "generate", "--output", scratch.path("logs"), "--size", "180MB", "--hours", "2")
    try #require(finished.status == 0, "\(finished.error)")
    return scratch
  }
}
