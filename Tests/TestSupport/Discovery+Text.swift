public import Archives

extension Discovery {
  /// Lists the archives that INPUTs of valid UTF-8 mean.
  public static func archives(
    in inputs: [String]
  ) throws(DiscoveryError) -> [ArchiveSource] {
    try search(inputs.map { Array($0.utf8) }).sorted
  }
}
