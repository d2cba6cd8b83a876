import Foundation
import Glibc
import TestSupport

/// A folder with archives of every kind, in which commands are run.
final class Sandbox: Sendable {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  let scratch: Scratch
  /// Where standard input, output and error of the runs are kept, away from the archives.
  private let streams: Scratch

  init() throws {
    scratch = try Scratch()
    streams = try Scratch()
    try FileManager.default.copyItem(
      at: Self.fixtures.appending(path: "traffic"), to: scratch.url.appending(path: "traffic"))
    let outbound = try Array(text("traffic/outbound.ndjson").utf8)
    try scratch.write(outbound, to: "mixed/1-whole.ndjson")
    // Stored, not compressed, so that sizes are the same with every zlib.
    let member = gzip(outbound, level: 0)
    try scratch.write(member, to: "packed.gz")
    try scratch.write(member.prefix(member.count / 2), to: "mixed/2-cut.gz")
    var wrong = member
    wrong[wrong.count - 8] ^= 1
    try scratch.write(wrong, to: "mixed/3-wrong.gz")
    try scratch.write([0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0], to: "mixed/4-foreign.gz")
    try scratch.write([], to: "mixed/5-empty.log")
    try scratch.write(member.dropLast(4), to: "hostile/a\n\u{1B}[31m\u{202E}.gz")
    try scratch.write("no archive".utf8, to: "notes/readme.txt")
  }

  /// Whether a small disk of one's own can be made, and others be taken away: in a container often not.
  static let canMount: Bool = {
    let mounted = try? Sandbox().shell("unshare -m mount -t tmpfs -o size=1m none /mnt")
    return mounted?.status == 0
  }()

  /// The text of a file in the sandbox.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: scratch.url.appending(path: name)), as: UTF8.self)
  }

  /// The names in a folder of the sandbox, hidden ones included, sorted.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path(folder)).sorted()
  }

  /// Every file of a folder, by name.
  func contents(_ folder: String) throws -> [String: String] {
    var contents: [String: String] = [:]
    for name in try names(in: folder) {
      contents[name] = (try? text("\(folder)/\(name)")) ?? "a folder"
    }
    return contents
  }

  /// Runs the program in the sandbox.
  func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = environment
  ) throws -> Finished {
    let program = URL(filePath: products).appending(path: "waybill")
    return try run(program, arguments, input: input, environment)
  }

  func run(_ arguments: String...) throws -> Finished { try run(arguments) }

  /// Runs a line of shell in the sandbox; `waybill` is the program under test.
  func shell(
    _ line: String, environment: [String: String] = environment
  ) throws -> Finished {
    try run(URL(filePath: "/bin/sh"), ["-c", line], input: [], environment)
  }

  /// Starts the program in the sandbox, with no signal ignored, whoever runs the tests.
  func start(_ arguments: [String]) throws -> Running {
    try start(
      URL(filePath: "/usr/bin/env"), ["--default-signal=INT,TERM,HUP", "waybill"] + arguments,
      input: [], Self.environment)
  }

  /// Nothing of the machine's own environment but what sanitizers are told.
  static let environment = Sanitizer.options
    .merging(["PATH": "\(products):/usr/bin:/bin"]) { $1 }

  private func run(
    _ program: URL, _ arguments: [String], input: [UInt8], _ environment: [String: String]
  ) throws -> Finished {
    try start(program, arguments, input: input, environment).finished()
  }

  private func start(
    _ program: URL, _ arguments: [String], input: [UInt8], _ environment: [String: String]
  ) throws -> Running {
    // Files, not pipes: they never fill up, however much is written.
    let name = UUID().uuidString
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = scratch.url
    process.environment = environment
    process.standardInput = FileHandle(forReadingAtPath: try streams.write(input, to: "\(name).in"))
    let output = try streams.write([], to: "\(name).out")
    let error = try streams.write([], to: "\(name).err")
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: error)
    try withoutBlockedSignals { try process.run() }
    return Running(process: process, output: output, error: error)
  }
}

/// Runs `body` as a user's shell would: a thread of the tests blocks signals, and a process inherits
/// that.
private func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
  var none = sigset_t()
  var before = sigset_t()
  // SAFETY: the sets outlive the calls, which change nothing but this thread.
  unsafe sigemptyset(&none)
  unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}
