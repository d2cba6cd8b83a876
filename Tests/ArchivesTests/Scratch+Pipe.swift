import Foundation
import Glibc
import TestSupport

extension Scratch {
  /// Makes a named pipe.
  @discardableResult
  func makePipe(_ name: String) throws -> String {
    // SAFETY: the string lives as long as the call.
    let status = unsafe mkfifo(path(name), 0o600)
    guard status == 0 else { throw CocoaError(.fileWriteUnknown) }
    return path(name)
  }
}
