public import SystemPackage

/// What is wrong with an archive, and where.
///
/// A malformed *value* inside is not damage: it is counted by whoever reads the values.
public struct ArchiveDamage: Error, Equatable, Sendable {
  public enum Kind: Error, Equatable, Sendable {
    /// The bytes end inside a member, its header and trailer included.
    case truncated
    /// One of the two bytes that gzip begins with is wrong; the member was read.
    case wrongMagic
    /// The header's own CRC-16 is wrong; the member was read.
    case wrongHeaderChecksum
    /// The CRC-32 behind the member is not that of its data; the data was read.
    case wrongChecksum(stored: UInt32, computed: UInt32)
    /// The length behind the member, modulo 2^32, is not that of its data; the data was read.
    case wrongLength(stored: UInt32, computed: UInt32)
    /// The header names a compression other than deflate; nothing from here on was read.
    case unknownMethod(UInt8)
    /// The header has flags that RFC 1952 reserves; nothing from here on was read.
    case reservedFlags(UInt8)
    /// The deflate data is invalid; nothing from here on was read. `reason` is zlib's message.
    case brokenDeflate(reason: String)
    /// Neither zeros nor a member follow the last member; nothing from here on was read.
    case trailingBytes
    /// The data is in another format, gzipped or not; nothing was read.
    case foreign(ForeignFormat)
    case cannotOpen(Errno)
    case cannotRead(Errno)
    /// Of a folder: what lies in it may be missing.
    case cannotList(Errno)
  }

  public var kind: Kind
  /// One-based number of the layer of gzip; more than 1 for gzip inside gzip.
  public var layer: Int
  /// One-based number of the gzip member; 0 where the damage lies in none.
  public var member: Int
  /// Zero-based offset in the file as stored or, in a further layer, in what is stored there.
  public var offset: Int64

  public init(_ kind: Kind, layer: Int = 1, member: Int, offset: Int64) {
    self.kind = kind
    self.layer = layer
    self.member = member
    self.offset = offset
  }

  /// Whether the device failed, and not the archive: it may be read another time.
  public var isOfDevice: Bool {
    switch kind {
    // A folder in the place of an archive, and standard input that is closed, are none.
    case .cannotRead(let error): error != .isDirectory && error != .badFileDescriptor
    case .cannotList: true
    default: false
    }
  }

  /// Whether the file could not be opened or read: nothing is known of the bytes it should have.
  public var isOfReading: Bool {
    switch kind {
    case .cannotOpen, .cannotRead, .cannotList: true
    default: false
    }
  }

  /// The status of an archive whose first damage is this.
  public var status: ArchiveSummary.Status {
    switch kind {
    case .truncated: .truncated
    case .foreign, .cannotOpen, .cannotRead, .cannotList: .unreadable
    case .wrongMagic, .wrongHeaderChecksum, .wrongChecksum, .wrongLength, .unknownMethod,
      .reservedFlags, .brokenDeflate, .trailingBytes:
      .corrupt
    }
  }
}

extension ArchiveDamage: CustomStringConvertible {
  /// One line without the archive's name: what is wrong, where, and what to do.
  public var description: String {
    (layer > 1 ? "in gzip layer \(layer): " : "") + whatIsWrong
  }

  private var whatIsWrong: String {
    switch kind {
    case .foreign(let format): "\(format); \(format.remedy)"
    case .cannotOpen(let error): "cannot be opened: \(error)"
    case .cannotRead(let error): "cannot be read on at byte \(offset): \(error)"
    case .cannotList(let error): "not all that lies in it was found: \(error)"
    case .trailingBytes:
      "something other than zeros follows the last gzip member at byte \(offset); \(Self.remedy)"
    case .truncated:
      "ends inside gzip member \(member) at byte \(offset); is it still being written?"
    default: "gzip member \(member), byte \(offset): \(fault); \(Self.remedy)"
    }
  }

  private static let remedy = "fetch the archive again"

  /// What is wrong inside a member.
  private var fault: String {
    switch kind {
    case .wrongMagic: "it does not begin as gzip does"
    case .wrongHeaderChecksum: "the header's checksum is wrong"
    case .wrongChecksum(let stored, let computed):
      "the CRC-32 is \(hex(computed)), not \(hex(stored)) as stored"
    case .wrongLength(let stored, let computed):
      "the length modulo 2^32 is \(computed), not \(stored) as stored"
    case .unknownMethod(let method): "unknown compression method \(method)"
    case .reservedFlags(let flags): "reserved header flags \(hex(UInt32(flags)))"
    case .brokenDeflate(let reason): "broken deflate data (\(reason))"
    case .truncated, .trailingBytes, .foreign, .cannotOpen, .cannotRead, .cannotList: ""
    }
  }

  private func hex(_ number: UInt32) -> String { "0x" + String(number, radix: 16) }
}
