import Archives
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Files that others write to, or take away, while they are read.
struct ChangingFileTests {
  static let bytes = [UInt8].sample(count: 300_000, seed: 9)

  /// Reads a file of `stored` bytes in small pieces, and calls `change` behind the first.
  private func read(
    _ stored: [UInt8], _ change: (_ path: String) throws -> Void
  ) throws -> ReadArchive {
    let scratch = try Scratch()
    let path = try scratch.write(stored, to: "a.gz")
    var isFirst = true
    var failure: (any Error)?
    let archive = ReadArchive(path: path, inputSize: 1000, windowSize: 1000) { window in
      if isFirst {
        isFirst = false
        do { try change(path) } catch { failure = error }
      }
      return window.count
    }
    if let failure { throw failure }
    return archive
  }

  private func truncate(_ path: String, to size: Int) throws {
    try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: UInt64(size))
  }

  private func append(_ bytes: [UInt8], to path: String) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: bytes)
  }

  @Test func `a file that shrinks ends there`() throws {
    let stored = gzip(Self.bytes)
    let cut = stored.count / 2
    let archive = try read(stored) { try truncate($0, to: cut) }
    #expect(archive.summary.damage == ArchiveDamage(.truncated, member: 1, offset: Int64(cut)))
    #expect(Self.bytes.starts(with: archive.bytes))
    let plain = try read(Self.bytes) { try truncate($0, to: 5000) }
    #expect(plain.bytes == Array(Self.bytes[..<5000]))
    #expect(plain.summary.status == .ok)
    let emptied = try read(stored) { try truncate($0, to: 0) }
    #expect(emptied.summary.status == .truncated)
  }

  @Test func `a file that grows is read to its new end`() throws {
    let more = gzip(Array("more\n".utf8))
    let archive = try read(gzip(Self.bytes)) { try append(more, to: $0) }
    #expect(archive.bytes == Self.bytes + Array("more\n".utf8))
    #expect(archive.summary.status == .ok)
    let half = try read(gzip(Self.bytes)) { try append(Array(more.prefix(9)), to: $0) }
    #expect(half.summary.status == .truncated)
    #expect(half.bytes == Self.bytes)
  }

  @Test func `a file that vanishes or is replaced is read on as it was`() throws {
    let removed = try read(gzip(Self.bytes)) { try FileManager.default.removeItem(atPath: $0) }
    #expect(removed.bytes == Self.bytes)
    #expect(removed.summary.status == .ok)
    let replaced = try read(gzip(Self.bytes)) { path in
      try Data("new\n".utf8).write(to: URL(filePath: path), options: .atomic)
    }
    #expect(replaced.bytes == Self.bytes)
    #expect(replaced.summary.status == .ok)
  }

  @Test func `a file that is overwritten is not what its checksum says`() throws {
    let stored = gzip(Self.bytes, level: 0)
    let archive = try read(stored) { path in
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.seek(toOffset: UInt64(stored.count / 2))
      try file.write(contentsOf: [0, 1, 2, 3])
    }
    #expect(archive.summary.status == .corrupt)
    #expect(archive.bytes.count == Self.bytes.count)
  }

  @Test func `a file that is gone before it is opened is unreadable`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(Self.bytes, to: "a.ndjson")
    let source = try #require(try Discovery.archives(in: [path]).first)
    try FileManager.default.removeItem(atPath: path)
    let summary = ArchiveReader.read(source) { window, _ in window.count }
    #expect(
      summary.damage == ArchiveDamage(.cannotOpen(.noSuchFileOrDirectory), member: 0, offset: 0))
  }

  @Test func `a socket is unreadable when named, and left out of folders`() throws {
    let scratch = try Scratch()
    try scratch.write(Self.bytes, to: "a.ndjson")
    let path = scratch.path("socket.gz")
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // SAFETY: no more is copied than the field holds, and a zero is left behind it.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
      unsafe field.copyBytes(from: path.utf8.prefix(field.count - 1))
    }
    // SAFETY: every kind of address begins as `sockaddr` does, and the call is told its size.
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(status == 0 && path.utf8.count < 108)
    #expect(try Discovery.archives(in: [scratch.url.path]).count == 1)
    let source = try #require(try Discovery.archives(in: [path]).first)
    let summary = ArchiveReader.read(source) { window, _ in window.count }
    #expect(summary.status == .unreadable)
    #expect(summary.damage?.kind == .cannotOpen(.noSuchAddressOrDevice))
  }
}
