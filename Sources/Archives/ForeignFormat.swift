internal import Primitives

/// A format that is not read, told by the first bytes of the data.
public enum ForeignFormat: CaseIterable, Sendable {
  case zstd
  case bzip2
  case xz
  case utf16
  /// Gzip inside as many layers of gzip as are read.
  case nestedGzip

  /// Recognises the format of data that begins with `bytes`, of which there are 16 unless the data is shorter,
  /// and more are looked at; `nil` for everything else.
  ///
  /// An archive begins with whatever somebody sent first. Where JSON begins on a further line, such first
  /// bytes are a line that is damaged, and must not hide all others.
  init?(firstBytes bytes: Span<UInt8>) {
    guard !Self.holdsJSONLine(bytes) else { return nil }
    if bytes.hasPrefix([0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippableFrame(bytes) {
      self = .zstd
    } else if bytes.hasPrefix(Array("BZh".utf8)), bytes.count > 3, (0x31...0x39).contains(bytes[3])
    {
      self = .bzip2
    } else if bytes.hasPrefix([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if bytes.hasPrefix([GzipHeader.magic.0, GzipHeader.magic.1]) {
      self = .nestedGzip
    } else if Self.isUTF16(bytes) {
      self = .utf16
    } else {
      return nil
    }
  }

  /// Whether an object or an array of them begins behind a line feed, near enough to look for it.
  private static func holdsJSONLine(_ bytes: Span<UInt8>) -> Bool {
    let end = min(bytes.count, 1024)
    var place = 0
    while let lineFeed = bytes.firstOffset(of: 0x0A, in: place..<end) {
      place = lineFeed + 1
      let line = bytes.extracting(place..<end)
      if line.hasPrefix(Array("{\"".utf8)) || line.hasPrefix(Array("[{\"".utf8)) { return true }
    }
    return false
  }

  /// What pzstd and seekable zstd files begin with: `0x184D2A50` to `0x184D2A5F`.
  private static func isSkippableFrame(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 4 && bytes[0] & 0xF0 == 0x50
      && bytes[1] == 0x2A && bytes[2] == 0x4D && bytes[3] == 0x18
  }

  /// Whether there is a byte order mark, or every second byte is NUL and no other.
  ///
  /// JSON begins with ASCII, whose upper bytes are 0 in UTF-16. Data that begins with nothing but
  /// NUL is not meant: a rotated log may.
  private static func isUTF16(_ bytes: Span<UInt8>) -> Bool {
    if bytes.hasPrefix([0xFF, 0xFE]) || bytes.hasPrefix([0xFE, 0xFF]) { return true }
    let pairs = min(bytes.count, 16) / 2
    guard pairs >= 2 else { return false }
    let nulInEven = (0..<pairs).filter { bytes[$0 * 2] == 0 }.count
    let nulInOdd = (0..<pairs).filter { bytes[$0 * 2 + 1] == 0 }.count
    return (nulInEven == pairs && nulInOdd == 0) || (nulInEven == 0 && nulInOdd == pairs)
  }

  /// What the reader of the message has to do first.
  var remedy: String {
    switch self {
    case .zstd, .bzip2, .xz, .nestedGzip: "decompress it first"
    case .utf16: "convert it to UTF-8 first"
    }
  }
}

extension ForeignFormat: CustomStringConvertible {
  public var description: String {
    switch self {
    case .zstd: "zstd-compressed"
    case .bzip2: "bzip2-compressed"
    case .xz: "xz-compressed"
    case .utf16: "UTF-16 text"
    case .nestedGzip: "more than \(ExpandedBytes.layerLimit) layers of gzip"
    }
  }
}

extension Span<UInt8> {
  fileprivate func hasPrefix(_ prefix: [UInt8]) -> Bool {
    count >= prefix.count && extracting(first: prefix.count).equals(prefix.span)
  }
}
