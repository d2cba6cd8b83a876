import TestSupport

/// A file of the folder of samples.
struct SampleFile {
  /// What must be the same in the committed file.
  enum Comparison {
    /// What comes out of gzip: each version of zlib compresses in its own way.
    case content
    /// Every byte as stored.
    case bytes
  }

  /// Below the folder of samples.
  let path: String
  let bytes: [UInt8]
  let comparison: Comparison

  init(_ path: String, stored bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    comparison = .bytes
  }

  init(_ path: String, compressing content: [UInt8]) {
    self.init(path, compressed: gzip(content, level: 9))
  }

  init(_ path: String, compressed bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    comparison = .content
  }
}

/// Gzip whose deflate data is stored and not compressed: the same bytes with every zlib.
enum StoredGzip {
  static func member(_ bytes: [UInt8], fields: GzipFields = GzipFields()) -> [UInt8] {
    fields.header + deflate(bytes) + trailer(of: bytes)
  }

  /// One last block (RFC 1951 §3.2.4).
  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count <= 0xFFFF, "too long for one stored block")
    return [1] + littleEndian(UInt16(bytes.count)) + littleEndian(~UInt16(bytes.count)) + bytes
  }

  static func trailer(of bytes: [UInt8]) -> [UInt8] {
    littleEndian(gzipChecksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    stride(from: 0, to: number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

/// The bodies of callbacks as they are posted, one a line, each an array of one event.
func bodies(_ events: [JSON]) -> [UInt8] {
  lines(events.map { [$0] })
}

/// Values, one a line.
func lines(_ values: [JSON]) -> [UInt8] {
  values.flatMap { $0.bytes + [0x0A] }
}
