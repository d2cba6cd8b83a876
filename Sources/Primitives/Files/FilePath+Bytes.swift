public import SystemPackage

extension FilePath {
  /// A path of any bytes; what follows a NUL is cut off.
  public init(bytes: [UInt8]) {
    let text = bytes.prefix { $0 != 0 }.map { CInterop.PlatformChar(bitPattern: $0) }
    self.init(platformString: text + [0])
  }
}
