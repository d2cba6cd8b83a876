/// The files of a set of reports, as its manifest lists them.
public enum SetFiles {
  /// Reads what a manifest lists.
  ///
  /// - Parameter manifest: Its bytes, as they were written; what somebody has written anew is another file.
  /// - Returns: The names; `nil` for a manifest that is damaged, or not one of waybill's.
  public static func names(ofManifest manifest: [UInt8]) -> [String]? {
    guard schemas.contains(where: { manifest.starts(with: "{\n  \"schema\": \"\($0)\",\n".utf8) })
    else { return nil }
    // They come last, in far fewer bytes.
    let lines = String(decoding: manifest.suffix(4096), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.suffix(3) == ["  ]", "}", ""], let head = lines.lastIndex(of: "  \"files\": [")
    else {
      return nil
    }
    return lines[(head + 1)...].dropLast(3).map { line in
      String(line.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" })
    }
  }

  private static let schemas = [ReportSet.manifestSchema, DayReports.manifestSchema]
}
