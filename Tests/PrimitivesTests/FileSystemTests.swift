import Foundation
import Primitives
import SystemPackage
import TestSupport
import Testing

struct FileSystemTests {
  /// Of no encoding there is.
  static let name: [CInterop.PlatformChar] = [0x61, -1, 0x62, -64, 0]

  @Test func `names need not be UTF-8`() throws {
    let scratch = try Scratch()
    let outer = FilePath(scratch.url.path).appending(
      FilePath.Component(platformString: Self.name) ?? "none")
    let inner = outer.appending("folder")
    try FileSystem.createFolder(inner)
    #expect(FileSystem.isFolder(inner) && FileSystem.mayCreate(in: inner))
    #expect(try FileSystem.names(in: outer) == ["folder"])
    let entries = try FolderListing(FilePath(scratch.url.path)).entries
    #expect(entries.map(\.name) == [Self.name.dropLast().map { UInt8(bitPattern: $0) }])
    let file = inner.appending("file")
    try FileDescriptor.open(
      file, .writeOnly, options: .create, permissions: .ownerReadWrite
    ).close()
    try FileSystem.rename(file, to: outer.appending("renamed"))
    #expect(try FileSystem.names(in: outer).sorted() == ["folder", "renamed"])
    FileSystem.removeFile(outer.appending("renamed"))
    #expect(try FileSystem.names(in: outer) == ["folder"])
  }

  @Test func `what is not there says so`() throws {
    let nowhere = FilePath(try Scratch().url.path).appending("nowhere")
    #expect(throws: Errno.noSuchFileOrDirectory) { try FileSystem.names(in: nowhere) }
    #expect(throws: Errno.noSuchFileOrDirectory) {
      try FileSystem.rename(nowhere, to: nowhere.appending("else"))
    }
    #expect(!FileSystem.mayCreate(in: nowhere))
  }
}
