import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(30))) struct ProgressTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private static let able = ["TERM": "xterm", "LANG": "C.UTF-8"]

  private static let eraser = "\r\u{1B}[K"

  /// A run that waits for some seconds for the rest of its input.
  private static func slow(_ options: String = "", seconds: Double = 1.5) -> String {
    """
    rm -f feed; mkfifo feed; \
    (cat traffic/outbound.ndjson; sleep \(seconds); cat traffic/inbound.ndjson) >feed & \
    waybill report feed --output out \(options)
    """
  }

  @Test func `long work shows how far it is, and clears up`() throws {
    let shown = try sandbox.terminal(Self.slow(), Self.able)
    let line = "\(Self.eraser)reading  4.43 kB  "
    #expect(shown.contains(line))
    let parts = shown.split(separator: Self.eraser, omittingEmptySubsequences: false)
    #expect(parts.count < 20, "drawn too often")
    for part in parts.dropFirst().dropLast() {
      #expect(part.hasPrefix("reading  ") || part.hasPrefix("counting  "))
    }
    #expect(parts.last?.hasPrefix("1 archives, 6645 bytes, ") == true)
  }

  @Test func `known sizes tell how long it takes`() throws {
    // Stopped again and again, it lasts long enough on any machine; so many copies that it does not
    // end in between on one with other work, where each time takes longer.
    let shown = try sandbox.terminal(
      """
      for copy in 1 2 3 4 5 6; do cp -r \(try SpillingTraffic.folder) copy$copy; done; \
      waybill check copy? >/dev/null & \
      for stop in $(seq 60); do kill -STOP $!; sleep 0.03; kill -CONT $!; sleep 0.005; done; wait $!
      """, columns: 100, Self.able)
    let line = try #require(shown.split(separator: Self.eraser).first { $0.hasPrefix("reading") })
    #expect(line.contains("%  ") && line.contains(" MB  ") && line.contains("B/s  "))
  }

  @Test func `an error is told on a line of its own`() throws {
    // The folder is taken by a file meanwhile; late enough for a line to be there on a busy machine.
    let shown = try sandbox.terminal(
      "(sleep 4; echo >out) & \(Self.slow(seconds: 6))", Self.able, status: 73)
    let last = try #require(shown.split(separator: Self.eraser).last)
    #expect(shown.contains("reading") && last.hasPrefix("waybill: \"out"))
  }

  @Test(arguments: ["INT", "TERM"])
  func `a signal leaves no line behind`(signal: String) throws {
    // Late enough for a line to be there on a machine with other work.
    let run = Self.slow(seconds: 8)
      .replacing("waybill", with: "exec env --default-signal=INT waybill")
    let shown = try sandbox.terminal(
      "(sleep 6; kill -\(signal) $$) & \(run)", Self.able,
      status: signal == "INT" ? 130 : 143)
    #expect(shown.contains("reading") && shown.hasSuffix(Self.eraser))
  }

  @Test func `short work shows nothing`() throws {
    let shown = try sandbox.terminal("waybill report traffic --output out", Self.able)
    #expect(!shown.contains("\u{1B}") && !shown.contains("reading"))
  }

  @Test(arguments: ["--no-progress", "--quiet", "2>error"])
  func `who does not watch is not shown`(option: String) throws {
    let shown = try sandbox.terminal(Self.slow(option), Self.able)
    #expect(!shown.contains("\u{1B}") && !shown.contains("reading"))
    if option.hasPrefix("2") { #expect(try sandbox.text("error").isEmpty) }
    if option == "--no-progress" { #expect(shown.hasPrefix("1 archives")) }
  }

  @Test func `a terminal that cannot erase is not drawn on`() throws {
    #expect(try sandbox.terminal(Self.slow(), ["TERM": "dumb"]).hasPrefix("1 archives"))
  }

  /// With Ctrl-S, say.
  @Test func `a terminal that was stopped does not stop the work`() throws {
    let terminal = try PseudoTerminal()
    #expect(tcflow(terminal.slave.fileDescriptor, TCOOFF) == 0)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", Self.slow()]
    process.currentDirectoryURL = sandbox.scratch.url
    process.environment = Sandbox.environment.merging(Self.able) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = terminal.slave
    try process.run()
    let manifest = sandbox.scratch.path("out/manifest.json")
    while process.isRunning, !FileManager.default.fileExists(atPath: manifest) { usleep(1000) }
    #expect(FileManager.default.fileExists(atPath: manifest))
    // Now it is told what was counted.
    #expect(tcflow(terminal.slave.fileDescriptor, TCOON) == 0)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let shown = String(decoding: terminal.master.availableData, as: UTF8.self)
    #expect(shown.hasPrefix("1 archives"))
  }
}

/// A terminal that nobody sits at.
private struct PseudoTerminal {
  let master: FileHandle
  let slave: FileHandle

  init() throws {
    var (master, slave) = (Int32(-1), Int32(-1))
    // SAFETY: the call writes to both descriptors, which outlive it, and to nothing else.
    let status = unsafe openpty(&master, &slave, nil, nil, nil)
    try #require(status == 0)
    self.master = FileHandle(fileDescriptor: master, closeOnDealloc: true)
    self.slave = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
  }
}
