import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Primitives

struct SecretFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func file(_ contents: String, _ permissions: Int = 0o600) throws -> String {
    let path = try scratch.write(contents.utf8, to: "key")
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    return path
  }

  private func failure(_ path: String) -> SecretFile.Failure? {
    do throws(SecretFile.Failure) {
      _ = try SecretFile.bytes(at: path)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["", "\n", "\r\n", "\n\n"])
  func `a secret is all that is before the last line breaks`(end: String) throws {
    let secret = "0123456789\n abcd\u{0}\u{FF} "
    for permissions in [0o600, 0o400] {
      #expect(
        try SecretFile.bytes(at: file(secret + end, permissions)) == Array(secret.utf8))
    }
  }

  @Test(arguments: [0o601, 0o602, 0o604, 0o610, 0o620, 0o640, 0o660, 0o644, 0o777])
  func `a file that others get at is none`(permissions: Int) throws {
    let path = try file("0123456789abcdef", permissions)
    #expect(failure(path) == .open(FilePermissions(rawValue: CInterop.Mode(permissions))))
  }

  @Test func `a service may be let read a secret of root`() {
    func isSecret(_ permissions: CInterop.Mode, _ owner: UInt32, _ reader: UInt32) -> Bool {
      SecretFile.isSecret(FilePermissions(rawValue: permissions), of: owner, for: reader)
    }
    #expect(isSecret(0o440, 0, 998) && isSecret(0o640, 0, 998))
    // Not by anybody, not to be changed, and nobody else's; to root it says nothing that a group may.
    for permissions: CInterop.Mode in [0o444, 0o460, 0o450, 0o441] {
      #expect(!isSecret(permissions, 0, 998))
    }
    #expect(!isSecret(0o440, 998, 998) && !isSecret(0o440, 998, 0) && !isSecret(0o440, 0, 0))
    #expect(isSecret(0o400, 998, 998) && isSecret(0o600, 0, 0))
  }

  @Test func `what is no file, not there, too short or too long is none`() throws {
    #expect(failure(scratch.path("nowhere")) == .system(.noSuchFileOrDirectory))
    #expect(failure(scratch.url.path) == .notRegular)
    #expect(failure("/dev/null") == .notRegular)
    #expect(failure(try file("")) == .short(byteCount: 0))
    #expect(failure(try file("0123456789abcde\n\n\n")) == .short(byteCount: 15))
    #expect(
      failure(try file(String(repeating: "x", count: 70_000))) == .system(.fileTooLarge))
  }

  @Test func `a link is followed, and its target looked at`() throws {
    let path = try file("0123456789abcdef")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: path)
    #expect(try SecretFile.bytes(at: scratch.path("link")).count == 16)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(failure(scratch.path("link")) == .open(FilePermissions(rawValue: 0o640)))
  }

  @Test func `nobody waits for a pipe`() throws {
    // SAFETY: the string lives until the call returns.
    let status = unsafe mkfifo(scratch.path("pipe"), 0o600)
    try #require(status == 0)
    #expect(failure(scratch.path("pipe")) == .notRegular)
  }
}
