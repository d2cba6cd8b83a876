import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

struct LedgerLockTests {
  private let scratch: Scratch
  private let folder: LedgerFolder

  init() throws {
    scratch = try Scratch()
    _ = try scratch.write([], to: "ledger/.keep")
    folder = LedgerFolder(scratch.path("ledger"))
  }

  /// A descriptor more of what is open at a path, such as a process has that is being started.
  private func copy(ofOpen path: FilePath) throws -> FileDescriptor {
    let descriptors = "/proc/self/fd"
    let place = URL(filePath: path.string).resolvingSymlinksInPath().path
    let open = try FileManager.default.contentsOfDirectory(atPath: descriptors).first { number in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\(number)"))
        == place
    }
    let number = try #require(open.flatMap { Int32($0) })
    return try FileDescriptor(rawValue: number).duplicate()
  }

  @Test func `one has the right to write at a time`() throws {
    let lock = try WriterLock(folder, now: Corpus.now)
    withExtendedLifetime(lock) {
      let error = #expect(throws: LedgerError.self) {
        _ = try WriterLock(folder, now: Corpus.now)
      }
      #expect(error?.cause == .held)
      #expect(error?.message.contains("process \(getpid())") == true)
    }
  }

  @Test func `the right is free as soon as it is given back`() throws {
    var lock: WriterLock? = try WriterLock(folder, now: Corpus.now)
    let child = try withExtendedLifetime(lock) { try copy(ofOpen: folder.lockPath) }
    defer { try? child.close() }
    lock = nil
    _ = try WriterLock(folder, now: Corpus.now)
  }

  @Test func `a reader is gone as soon as it is`() throws {
    var lock = FolderLock(folder.path, .shared)
    let child = try withExtendedLifetime(lock) {
      #expect(FolderLock(folder.path, .exclusiveIfFree) == nil)
      return try copy(ofOpen: folder.path)
    }
    defer { try? child.close() }
    lock = nil
    #expect(FolderLock(folder.path, .exclusiveIfFree) != nil)
  }
}
