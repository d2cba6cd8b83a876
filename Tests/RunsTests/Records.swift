import Foundation
import Primitives
import SystemPackage
import TestSupport

@testable import Runs

/// A record as tests see it: what ``RunMerger`` hands out, copied.
struct Record: Equatable, Comparable {
  var key: [UInt8]
  var source: Int
  var value: [UInt8]

  init(_ key: [UInt8], _ value: [UInt8], source: Int = 0) {
    self.key = key
    self.value = value
    self.source = source
  }

  init(_ key: String, _ value: String, source: Int = 0) {
    self.init(Array(key.utf8), Array(value.utf8), source: source)
  }

  /// The order of a merge, spelled out byte by byte.
  static func < (lhs: Record, rhs: Record) -> Bool {
    lhs.key == rhs.key ? lhs.source < rhs.source : lhs.key.lexicographicallyPrecedes(rhs.key)
  }
}

/// Writes sections of records in order; their sources do not matter.
func writeRun(
  _ sections: [[Record]], in folder: Scratch, blockSize: Int = 64 << 10
) throws -> Run {
  var writer = try RunWriter(in: folder.runs, blockSize: blockSize)
  try append(sections, to: &writer)
  return try writer.finish()
}

/// Appends sections of records.
func append(_ sections: [[Record]], to writer: inout RunWriter) throws {
  for section in sections {
    try writer.beginSection()
    try append(section, to: &writer)
  }
}

/// Appends records to the section that has begun.
func append(_ records: [Record], to writer: inout RunWriter) throws {
  for record in records {
    try writer.append(key: record.key.span, value: record.value.span)
  }
}

/// All records that a merge hands out, and the number of keys.
func merged(_ runs: [Run], section: Int = 0) throws -> (records: [Record], keyCount: Int) {
  var merger = try RunMerger(runs, section: section)
  var records: [Record] = []
  var keyCount = 0
  while try merger.next({ source, _, key, value in
    records.append(Record(key.copy, value.copy, source: source))
  }) {
    keyCount += 1
  }
  return (records, keyCount)
}

extension Scratch {
  var runs: RunFolder { RunFolder(FilePath(url.path)) }
}

extension Span<UInt8> {
  var copy: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(self)
    return bytes
  }
}

/// Writes a run, puts it at `path`, and hands out its bytes.
func storedRun(_ sections: [[Record]], at path: FilePath, blockSize: Int) throws -> [UInt8] {
  let options: FileDescriptor.OpenOptions = [.create, .truncate]
  let descriptor = try FileDescriptor.open(
    path, .readWrite, options: options, permissions: .ownerReadWrite)
  var writer = RunWriter(to: RunFile(descriptor, .file(path)), blockSize: blockSize)
  try append(sections, to: &writer)
  _ = try writer.finish()
  return [UInt8](try Data(contentsOf: URL(filePath: path.string)))
}
