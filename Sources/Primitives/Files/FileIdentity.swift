public import SystemPackage

/// What makes two names one file or folder.
public struct FileIdentity: Hashable, Sendable {
  private let device: DeviceID
  private let inode: Inode

  public init(_ stat: Stat) {
    device = stat.deviceID
    inode = stat.inode
  }

  /// That of what a path leads to; `nil` where that cannot be looked at.
  public init?(of path: FilePath) {
    guard let stat = try? Stat(path) else { return nil }
    self.init(stat)
  }
}
