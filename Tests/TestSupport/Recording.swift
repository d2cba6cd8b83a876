public import Foundation
public import Testing

/// The root of the checkout.
public let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Expects a committed file to hold exactly `text`; with `RECORD=1` it is written instead.
public func expectCommitted(
  _ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = packageRoot.appending(path: path)
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  let committed = try? String(contentsOf: file, encoding: .utf8)
  #expect(
    committed == text, "\(path) is out of date; RECORD=1 swift test writes it",
    sourceLocation: sourceLocation)
}
