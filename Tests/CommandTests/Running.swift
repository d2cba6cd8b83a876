import Foundation
import Glibc

/// A run of a program that has been started.
struct Running {
  let process: Process
  /// Where standard output and standard error go.
  let output: String
  let error: String

  /// Waits for the end.
  func finished() throws -> Finished {
    process.waitUntilExit()
    let status = process.terminationStatus
    return Finished(
      status: process.terminationReason == .exit ? status : 128 + status,
      output: String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: URL(filePath: error)), as: UTF8.self))
  }

  /// Sends a signal, where the run has not ended by itself, and waits for the end.
  ///
  /// - Returns: How it ended, and how long it took.
  func end(by signal: Int32) throws -> (finished: Finished, time: Duration) {
    let clock = ContinuousClock()
    let start = clock.now
    kill(process.processIdentifier, signal)
    return (try finished(), clock.now - start)
  }

  /// Waits until `condition` holds or the run has ended.
  ///
  /// - Returns: Whether it held.
  func wait(until condition: () throws -> Bool) rethrows -> Bool {
    while process.isRunning {
      if try condition() { return true }
      usleep(200)
    }
    return false
  }

  /// The files that the program holds open.
  var openFiles: [String] {
    let folder = "/proc/\(process.processIdentifier)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
    }
  }
}
