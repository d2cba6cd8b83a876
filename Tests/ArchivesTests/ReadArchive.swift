import Archives
import Primitives
import TestSupport
import Testing

/// All that one reading of an archive gave.
struct ReadArchive {
  var bytes: [UInt8] = []
  /// Whether each window was the last, in order.
  var lastFlags: [Bool] = []
  var largestWindow = 0
  var summary: ArchiveSummary

  /// Reads a file of `stored` bytes, the whole window at a time.
  init(
    _ stored: [UInt8], inputSize: Int = ArchiveReader.defaultInputSize,
    windowSize: Int = ArchiveReader.defaultWindowSize
  ) throws {
    let scratch = try Scratch()
    let path = try scratch.write(stored, to: "archive")
    self.init(path: path, inputSize: inputSize, windowSize: windowSize) { window in window.count }
  }

  /// Reads the file at `path`; `consume` says how much of a window is done with.
  init(
    path: String, inputSize: Int = ArchiveReader.defaultInputSize,
    windowSize: Int = ArchiveReader.defaultWindowSize, consume: (Span<UInt8>) -> Int
  ) {
    let source = ArchiveSource(name: Array(path.utf8), byteCount: 0)
    var reader = ArchiveReader(source, inputSize: inputSize, windowSize: windowSize)
    summary = reader.summary
    while reader.fill() {
      reader.withWindow { window, isLast in
        let count = isLast ? window.count : consume(window)
        bytes.append(window.extracting(first: count))
        lastFlags.append(isLast)
        largestWindow = max(largestWindow, window.count)
        return count
      }
    }
    summary = reader.summary
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Expects the same data and verdict from buffers of any small size as from the usual ones.
func expectSameInSmallBuffers(
  _ stored: [UInt8], _ generator: inout SeededGenerator, _ place: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let expected = try ReadArchive(stored)
  let archive = try ReadArchive(
    stored, inputSize: Int.random(in: 2...50, using: &generator),
    windowSize: Int.random(in: 16...200, using: &generator))
  #expect(archive.bytes == expected.bytes, "\(place)", sourceLocation: sourceLocation)
  #expect(archive.summary == expected.summary, "\(place)", sourceLocation: sourceLocation)
}

extension [UInt8] {
  /// Bytes that neither compress to nothing nor stay as they are: words of a small vocabulary.
  static func sample(count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    while bytes.count < count {
      let word = UInt8.random(in: 97...122, using: &generator)
      bytes += [UInt8](repeating: word, count: Int.random(in: 1...40, using: &generator)) + [10]
    }
    return Array(bytes.prefix(count))
  }
}
