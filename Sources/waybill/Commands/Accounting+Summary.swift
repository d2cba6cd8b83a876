internal import Reports

extension Accounting {
  /// One line for whoever watches.
  func summary(spilledRunCount: Int) -> String {
    let spilled = spilledRunCount > 0 ? "; \(spilledRunCount) runs spilled" : ""
    return """
      \(archives) archives, \(bytes) bytes, \(lines) lines: \(events) events, \
      \(duplicates) duplicates, \(malformed) malformed and \(foreign) foreign values; \
      \(messages) messages to \(lifecycles) recipients\(spilled)
      """
  }
}
