import Foundation
import TestSupport
import Testing

/// Something that is done to a ledger, and can be cut off or fail at any moment.
enum LedgerDeed: String, CaseIterable {
  case begin, add, merge, compact, forget, prune

  /// What makes the ledger to which it is done.
  var preparation: [String] {
    switch self {
    case .begin: []
    case .add, .forget: ["ledger add night-1 --ledger ledger"]
    case .merge: ["ledger add night-1 --ledger ledger", "ledger add night-3 --ledger other"]
    case .compact, .prune:
      (1...3).map { "ledger add night-\($0) --ledger ledger" }
    }
  }

  var line: String {
    switch self {
    case .begin: "ledger add night-1 --ledger ledger --jobs 2"
    case .add: "ledger add night-2 --ledger ledger --jobs 2"
    case .merge: "ledger merge other --ledger ledger --jobs 2"
    case .compact: "ledger compact --ledger ledger --quiet"
    case .forget: "ledger forget night-1/b.gz --ledger ledger --quiet"
    case .prune: "ledger prune --keep 1d --ledger ledger --quiet"
    }
  }

  var arguments: [String] { line.split(separator: " ").map(String.init) }
}

/// A ledger before and after a deed, and what it tells.
final class LedgerTrial {
  let sandbox: Sandbox
  let deed: LedgerDeed
  /// What it tells before the deed; `nil` where there is none.
  let before: String?
  let after: String
  /// Every file of it afterwards, by name.
  let files: [String: [UInt8]]
  /// How long the deed takes when nobody disturbs it.
  let time: Duration

  init(_ deed: LedgerDeed) throws {
    sandbox = try Sandbox()
    self.deed = deed
    // Archives of three days, one of which goes on in the next night.
    let made = try sandbox.shell(
      """
      set -e
      waybill generate --output all --size 400kB --hours 60 --seed 3
      mkdir night-1 night-2 night-3 state
      cat all/*-11-20T0* > night-1/a.gz; cat all/*-11-20T[12]* > night-1/b.gz
      cat all/*-11-2[01]T0* > night-2/a.gz; cat all/*-11-21T[12]* > night-2/c.gz
      cat all/*-11-22T0* > night-3/d.gz; cat all/*-11-22T1* > night-3/e.gz
      """)
    try #require(made == .silently, "\(made)")
    for line in deed.preparation { try #require(sandbox.shell("waybill \(line)") == .silently) }
    _ = try sandbox.shell("test ! -d ledger || cp -a ledger state")
    before = deed == .begin ? nil : try Self.report(sandbox)
    let clock = ContinuousClock()
    let start = clock.now
    try #require(sandbox.run(deed.arguments) == .silently)
    time = clock.now - start
    after = try Self.report(sandbox)
    files = try Self.files(sandbox, deed)
  }

  /// What is done: the deed, as somebody writes it into a script.
  var line: String { "waybill \(deed.line)" }

  /// Puts the ledger back that was there before.
  func reset() throws {
    let reset = try sandbox.shell("rm -rf ledger; test ! -d state/ledger || cp -a state/ledger .")
    try #require(reset == .silently)
  }

  private static func report(_ sandbox: Sandbox) throws -> String {
    let finished = try sandbox.run("report", "--ledger", "ledger", "--format", "json")
    try #require(finished.status == 0, "\(finished.error)")
    return finished.output
  }

  /// The files of the ledger, but for what is drawn when one is begun.
  private static func files(
    _ sandbox: Sandbox, _ deed: LedgerDeed
  ) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try sandbox.names(in: "ledger") where name != "lock" {
      let url = URL(filePath: sandbox.scratch.path("ledger/\(name)"))
      files[name] = [UInt8](try Data(contentsOf: url))
    }
    if deed == .begin, let journal = files["journal"] {
      // Without the identity, and the checksum, which depends on it.
      files["journal"] = Array(journal[..<20] + journal[28...].dropLast(4))
    }
    return files
  }

  /// Expects that the ledger is as before the deed, or as it is after it.
  ///
  /// - Returns: Whether the deed was done.
  @discardableResult
  func expectWhole(_ what: String) throws -> Bool {
    let finished = try sandbox.run("report", "--ledger", "ledger", "--format", "json")
    guard let before else {
      let isThere = finished.status != 66
      #expect(!isThere || finished.output == after, "\(deed), \(what): \(finished.error)")
      return isThere
    }
    #expect(finished.status == 0, "\(deed), \(what): \(finished.error)")
    let isSame = finished.output == before || finished.output == after
    #expect(isSame, "\(deed), \(what): neither the old state nor the new one")
    return finished.output == after && (after != before || finished.output != before)
  }

  /// Does the deed once more, and expects the bytes of one that nobody disturbed.
  func expectToGoOn(_ what: String) throws {
    let again = try sandbox.run(deed.arguments)
    // An archive that is forgotten already is not known.
    let statuses: [Int32] = deed == .forget ? [0, 66] : [0]
    #expect(statuses.contains(again.status), "\(deed), \(what): \(again)")
    if again.status == 66 { _ = try sandbox.run("ledger", "compact", "--ledger", "ledger") }
    let found = try Self.files(sandbox, deed)
    #expect(Set(found.keys) == Set(files.keys), "\(deed), \(what)")
    let isSame = found == files
    #expect(isSame, "\(deed), \(what): other bytes")
    #expect(
      try sandbox.run("ledger", "verify", "--ledger", "ledger").status == 0, "\(deed), \(what)")
  }
}

/// Programs that meddle with system calls.
enum SystemCalls {
  /// Calls, what is wrong with them, and what the message then has.
  static let faults = [
    ("write,pwrite64", "ENOSPC", "No space left on device"),
    ("fsync", "EIO", "Input/output error"),
    ("rename,renameat,renameat2", "EROFS", "Read-only file system"),
    ("pread64", "EIO", "Input/output error"),
  ]

  /// Expects that a run ended because of a fault, and said so in one line.
  static func expectSaid(
    _ text: String, of calls: String, by finished: Finished, _ what: String
  ) {
    #expect([73, 74].contains(finished.status), "\(what): \(finished)")
    #expect(finished.output.isEmpty)
    // Standard error may be what cannot be written.
    if !finished.error.isEmpty || !calls.hasPrefix("write") {
      let lines = finished.error.split(separator: "\n")
      #expect(
        lines.count == 1 && finished.error.hasPrefix("waybill: ")
          && finished.error.contains(text), "\(what): \(finished)")
    }
  }

  /// Whether strace is there, and may trace; the calls of ThreadSanitizer are not to be tampered with.
  static let canBeTampered: Bool = {
    guard !Sanitizer.isThread else { return false }
    let traced = try? Sandbox().shell("strace -f -qq -o /dev/null -e inject=sync:error=EIO true")
    return traced?.status == 0
  }()

  /// The line with something done to it at a call of this kind.
  ///
  /// - Parameters:
  ///   - line: Of shell.
  ///   - calls: Their names, with commas between.
  ///   - fault: Such as `error=EIO` or `signal=KILL`.
  ///   - number: At which of them; each thread counts its own.
  /// - Returns: Another line.
  static func tamper(_ line: String, _ calls: String, _ fault: String, at number: Int) -> String {
    tamper(line, calls, fault, at: "\(number)")
  }

  /// The same at several calls, written as strace has them: from the second on all others by `2+2`.
  static func tamper(_ line: String, _ calls: String, _ fault: String, at numbers: String) -> String
  {
    """
    strace -f -qq -o /dev/null -e trace=\(calls) -e inject=\(calls):\(fault):when=\(numbers) \(line)
    """
  }

  /// What a run does to names, and to the bytes of files.
  enum Call {
    case sync(String)
    case rename(String, to: String)
    case remove(String)
  }

  /// The calls of a run that succeeds, with the last components of paths, in their order.
  static func namesAndSyncs(of arguments: String, in sandbox: Sandbox) throws -> [Call] {
    let names = "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"
    let run = try sandbox.shell(
      "strace -f -y -qq -o calls -e trace=\(names) waybill \(arguments)")
    #expect(run.status == 0)
    return try sandbox.text("calls").split(separator: "\n").compactMap { line in
      if let sync = line.firstMatch(of: /f(data)?sync\(\d+<(.*\/)?([^\/>]+)>/) {
        return .sync(String(sync.3))
      }
      let paths = line.matches(of: /"(?:[^"]*\/)?([^"\/]+)"/).map { String($0.1) }
      if line.contains("rename"), paths.count == 2 { return .rename(paths[0], to: paths[1]) }
      return line.contains("unlink") ? paths.first.map(Call.remove) : nil
    }
  }
}
