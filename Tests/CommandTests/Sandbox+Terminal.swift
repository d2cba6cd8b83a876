import Foundation
import Testing

extension Sandbox {
  /// What a line of shell without single quotes writes to a terminal, standard error included.
  ///
  /// The terminal has so many `columns`, or does not know it; it gets `\r\n` for line breaks. The
  /// `variables` are added to the environment.
  func terminal(
    _ line: String, columns: Int? = nil, _ variables: [String: String] = [:], status: Int32 = 0
  ) throws -> String {
    let size = columns.map { "stty cols \($0); " } ?? ""
    let finished = try shell(
      "script -qec '\(size)\(line)' /dev/null </dev/null",
      environment: Self.environment.merging(variables) { $1 })
    #expect(finished.status == status)
    return finished.output
  }
}
