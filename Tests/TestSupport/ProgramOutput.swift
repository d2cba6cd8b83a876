public import Foundation

/// What a program of the system writes to standard output.
///
/// - Parameters:
///   - words: Variables, if it needs some, its name, which is looked up, and its arguments.
///   - folder: Where it runs; by default where the tests do.
/// - Returns: The bytes as text, and the exit status.
/// - Throws: Whatever keeps it from being started.
public func output(
  of words: [String], in folder: URL? = nil
) throws -> (text: String, status: Int32) {
  let program = Process()
  program.executableURL = URL(filePath: "/usr/bin/env")
  program.arguments = words
  program.currentDirectoryURL = folder
  let pipe = Pipe()
  program.standardOutput = pipe
  try program.run()
  let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
  program.waitUntilExit()
  return (String(decoding: bytes, as: UTF8.self), program.terminationStatus)
}
