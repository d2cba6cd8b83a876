import Foundation
import Primitives

@testable import Archives

extension Target {
  /// gzip: any bytes, and any deflated data in members whose checksums are right.
  static let gzip = Target("gzip", lengthLimit: 512, seeds: GzipSeeds.all) { bytes in
    guard let form = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    var choices = Choices(bytes)
    guard form % 2 == 1 else { return readInPieces(rest, &choices) }
    guard let (data, end) = Zlib.deflated(rest, limit: InflatedBytes.limit / 2) else { return }
    let flags = form & 30
    let member = GzipSeeds.member(body: Array(rest[..<end]), data: data, flags: flags)
    let read = InflatedBytes(member + member, [100, 7], room: 1 + choices.next(500))
    require(read.bytes == data + data && read.damage == nil, "\(read) instead of \(data) twice")
    readInPieces(member + rest[end...], &choices)
  }

  /// Inflates in pieces of several sizes, and compares with libz and with the whole way.
  private static func readInPieces(_ bytes: [UInt8], _ choices: inout Choices) {
    let whole = InflatedBytes(bytes, [max(1, bytes.count)], room: 64 << 10)
    for _ in 0..<2 {
      let sizes = [1 + choices.next(20), 1 + choices.next(200)]
      let pieces = InflatedBytes(bytes, sizes, room: 1 + choices.next(300))
      require(pieces == whole, "\(pieces) instead of \(whole)")
    }
    compareWithZlib(bytes, whole)
    // A file takes a system call or two, so that most inputs are spared one.
    if choices.next(8) == 0 { readAsFile(bytes, &choices) }
  }

  /// What is whole for us is so for libz, and the other way round.
  private static func compareWithZlib(_ bytes: [UInt8], _ read: InflatedBytes) {
    var position = 0
    var data: [UInt8] = []
    while position < bytes.count {
      if bytes[position] == 0 {
        position += 1
        continue
      }
      guard let member = Zlib.member(bytes, at: position, limit: InflatedBytes.limit) else {
        require(read.damage != nil || read.isCut, "libz finds damage at \(position)")
        return
      }
      data += member.data
      position = member.end
    }
    require(read.damage == nil && (read.isCut || read.bytes == data), "\(read), libz \(data)")
  }

  /// Reads a file through windows of two sizes.
  private static func readAsFile(_ bytes: [UInt8], _ choices: inout Choices) {
    let path = "/dev/shm/waybill-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    guard (try? Data(bytes).write(to: URL(filePath: path))) != nil else { return }
    defer { try? FileManager.default.removeItem(atPath: path) }
    let source = ArchiveSource(name: Array(path.utf8), byteCount: 0)
    func read(_ inputSize: Int, _ windowSize: Int) -> (bytes: [UInt8], summary: ArchiveSummary) {
      var read: [UInt8] = []
      let summary = ArchiveReader.read(source, inputSize: inputSize, windowSize: windowSize) {
        window, isLast in
        let count = isLast || window.count < 3 ? window.count : window.count - 2
        read.append(window.extracting(first: count))
        return count
      }
      return (read, summary)
    }
    let whole = read(64 << 10, 256 << 10)
    let pieces = read(2 + choices.next(30), 16 + choices.next(100))
    require(whole == pieces, "\(pieces) instead of \(whole)")
    require(Int(whole.summary.bytes) == whole.bytes.count, "\(whole.summary)")
    require(Int(whole.summary.compressedBytes) == bytes.count, "\(whole.summary)")
  }
}

/// What ``GzipMembers`` makes of bytes that come in pieces.
private struct InflatedBytes: Equatable {
  /// Bombs end here.
  static let limit = 64 << 10

  var bytes: [UInt8] = []
  var damage: ArchiveDamage?
  var members = 0
  /// Whether there was more than the limit.
  var isCut = false

  /// - Parameters:
  ///   - input: All of it.
  ///   - sizes: Of the pieces, over and over.
  ///   - room: How much is inflated at a time.
  init(_ input: [UInt8], _ sizes: [Int], room: Int) {
    var members = GzipMembers()
    var start = 0
    var piece = 0
    while start < input.count, !isCut {
      let end = min(start + sizes[piece % sizes.count], input.count)
      inflate(Array(input[start..<end]), &members, room)
      start = end
      piece += 1
    }
    if isCut {
      bytes.removeSubrange(Self.limit...)
      return
    }
    members.finish()
    damage = members.damage
    self.members = members.begunCount
  }

  private mutating func inflate(_ input: [UInt8], _ members: inout GzipMembers, _ room: Int) {
    var position = 0
    while true {
      let count = bytes.count
      bytes.append(addingCapacity: room) {
        members.inflate(input, position: &position, into: &$0)
      }
      isCut = bytes.count > Self.limit
      // Less than there was room for: it wants more input.
      if isCut || bytes.count - count < room { break }
    }
    require(isCut || members.isStopped || position == input.count, "\(position) of \(input.count)")
  }
}
