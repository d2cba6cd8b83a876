import CZlib
import Foundation

/// The bytes of a gzip file of one member.
func gunzip(_ url: URL) throws -> [UInt8] {
  struct CorruptFile: Error {}
  let compressed = [UInt8](try Data(contentsOf: url))
  var result: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  var stream = unsafe z_stream()
  // 15 = the largest window; +16 = expect a gzip header and check its CRC-32.
  let status = unsafe inflateInit2_(
    &stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  guard status == Z_OK else { throw CorruptFile() }
  defer { unsafe _ = inflateEnd(&stream) }
  // SAFETY: zlib is told no more than the sizes of both arrays, and neither moves meanwhile.
  try unsafe compressed.withUnsafeBufferPointer { source in
    unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
    unsafe stream.avail_in = UInt32(source.count)
    var status = Z_OK
    while status != Z_STREAM_END {
      let produced = unsafe chunk.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        unsafe status = inflate(&stream, Z_NO_FLUSH)
        return unsafe target.count - Int(stream.avail_out)
      }
      guard status == Z_OK || status == Z_STREAM_END else { throw CorruptFile() }
      result.append(contentsOf: chunk[..<produced])
    }
  }
  return result
}
