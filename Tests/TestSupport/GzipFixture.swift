internal import CZlib

/// The fields of a gzip header that are there only if wanted (RFC 1952 §2.3.1).
public struct GzipFields: Sendable {
  public var extra: [UInt8]?
  public var name: String?
  public var comment: String?
  /// Adds the CRC-16 of the header.
  public var isChecked: Bool

  public init(
    extra: [UInt8]? = nil, name: String? = nil, comment: String? = nil, isChecked: Bool = false
  ) {
    self.extra = extra
    self.name = name
    self.comment = comment
    self.isChecked = isChecked
  }

  /// The header of a member.
  public var header: [UInt8] {
    var flags: UInt8 = 0
    var fields: [UInt8] = []
    if let extra {
      flags |= 4
      fields += [UInt8(extra.count & 0xFF), UInt8(extra.count >> 8)] + extra
    }
    if let name {
      flags |= 8
      fields += Array(name.utf8) + [0]
    }
    if let comment {
      flags |= 16
      fields += Array(comment.utf8) + [0]
    }
    if isChecked { flags |= 2 }
    let header = [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3] + fields
    guard isChecked else { return header }
    let checksum = gzipChecksum(header)
    return header + [UInt8(checksum & 0xFF), UInt8(checksum >> 8 & 0xFF)]
  }
}

/// The CRC-32 that gzip stores.
public func gzipChecksum(_ bytes: [UInt8]) -> UInt32 {
  guard !bytes.isEmpty else { return 0 }
  // SAFETY: the array outlives the call, and zlib is told its size.
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    unsafe UInt32(crc32_z(0, buffer.baseAddress, buffer.count))
  }
}

/// One gzip member with the given optional header fields.
public func gzip(_ bytes: [UInt8], level: Int32 = 6, fields: GzipFields) -> [UInt8] {
  // zlib writes a header of ten bytes, without any optional field.
  fields.header + gzip(bytes, level: level).dropFirst(10)
}

/// One gzip member.
public func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = unsafe z_stream()
  // SAFETY: the stream stays in its place from the first call to the last, and both buffers
  // outlive the one call that uses them.
  let status = unsafe waybill_deflate_init_gzip(&stream, level)
  precondition(status == Z_OK, "deflateInit2 failed with zlib status \(status)")
  defer { unsafe deflateEnd(&stream) }
  let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
  return unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
    unsafe bytes.withUnsafeBufferPointer { source in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = target.baseAddress
      unsafe stream.avail_out = UInt32(bound)
      let status = unsafe deflate(&stream, Z_FINISH)
      precondition(status == Z_STREAM_END, "deflate failed with zlib status \(status)")
      count = unsafe bound - Int(stream.avail_out)
    }
  }
}
