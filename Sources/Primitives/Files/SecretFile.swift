internal import Glibc
public import SystemPackage

/// A file that nobody but its owner can read, such as one with a key.
public enum SecretFile {
  public enum Failure: Error, Equatable, Sendable {
    case system(Errno)
    case notRegular
    /// With the permissions that it has.
    case open(FilePermissions)
    case short(byteCount: Int)
  }

  /// The fewest bytes that are a secret.
  public static let leastByteCount = 16
  private static let limit = 65_536

  /// All bytes of a file, without the line breaks at its end, as a shell reads them.
  ///
  /// What is looked at is what is read, whatever becomes of the name meanwhile.
  ///
  /// - Throws: ``Failure``: also of a file that others could read or change.
  public static func bytes(at path: String) throws(Failure) -> [UInt8] {
    var bytes: [UInt8]
    do {
      let file = try SmallFile.open(path)
      bytes = try file.closeAfter {
        let status = try Stat(file)
        guard status.type == .regular else { throw Failure.notRegular }
        guard isSecret(status.permissions, of: status.userID.rawValue, for: geteuid()) else {
          throw Failure.open(status.permissions)
        }
        return try SmallFile.bytes(of: file, limit: limit)
      }
    } catch {
      throw error as? Failure ?? .system(Errno(error))
    }
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    guard bytes.count >= leastByteCount else { throw .short(byteCount: bytes.count) }
    return bytes
  }

  /// Whether nobody else can get at a file but whom root has let.
  ///
  /// What hands secrets to services, such as systemd, leaves them root's, and lets the service read them
  /// as a group, or by an access list, whose mask then stands where the mode has the group.
  static func isSecret(_ permissions: FilePermissions, of owner: UInt32, for reader: UInt32) -> Bool
  {
    let isHandedOver = owner == 0 && reader != 0
    let others: FilePermissions =
      isHandedOver ? [.groupWrite, .groupExecute] : .groupReadWriteExecute
    return permissions.isDisjoint(with: others.union(.otherReadWriteExecute))
  }
}

extension SecretFile.Failure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let error): "cannot be read: \(error)"
    case .notRegular: "is no regular file"
    case .open(let permissions):
      """
      has the mode \(String(permissions.rawValue, radix: 8)), so that others can get at the secret: \
      chmod 600 it, or make a new one if they may have
      """
    case .short(let byteCount):
      """
      holds \(byteCount) bytes, and a secret at least \(SecretFile.leastByteCount): write one with \
      'openssl rand -hex 32'
      """
    }
  }
}
