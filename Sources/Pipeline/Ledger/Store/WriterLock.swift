internal import Glibc
internal import Primitives
internal import SystemPackage

/// The right to change a ledger, or the output folder of nights, which one process has at a time.
///
/// The system takes it back when the process ends, however it ends.
final class WriterLock {
  private let file: FileDescriptor

  /// Takes the right to change a ledger.
  ///
  /// - Throws: ``LedgerError``: `held` when another process has it.
  convenience init(_ folder: LedgerFolder, now: Timestamp) throws(LedgerError) {
    try self.init(folder.lockPath, "the ledger \(folder.path.quoted)")
    // Only for the message of whoever finds the ledger held.
    let holder = Array("process \(getpid()) since \(now)\n".utf8)
    guard ftruncate(file.rawValue, 0) == 0 else { return }
    try? FileSystem.write(holder, to: file)
  }

  /// Takes the right.
  ///
  /// - Parameters:
  ///   - path: The file to lock.
  ///   - name: What it is the right to change, for the message.
  /// - Throws: ``LedgerError``: `held` when another process has it.
  init(_ path: FilePath, _ name: String) throws(LedgerError) {
    do {
      file = try FileDescriptor.open(
        path, .readWrite, options: [.create, .noFollow, .closeOnExec],
        permissions: .ownerReadWrite)
    } catch {
      throw LedgerError(
        .cannotWrite, "\(path.quoted) cannot be opened: \(Errno(error))")
    }
    guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      // From here on `deinit` closes the descriptor.
      let error = Errno(rawValue: errno)
      guard error == .wouldBlock else {
        throw LedgerError(.cannotWrite, "\(path.quoted) cannot be locked: \(error)")
      }
      throw LedgerError(
        .held, "\(name) is held by \(Self.holder(path)); try again later")
    }
  }

  deinit { file.unlockAndClose() }

  private static func holder(_ path: FilePath) -> String {
    let line = SmallFile.text(at: path.string)?.split(separator: "\n").first ?? ""
    return line.isEmpty
      ? "another process" : escapedForTerminal(line.prefix(100))
  }
}
