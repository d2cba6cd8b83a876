import Foundation
import SystemPackage
import TestSupport
import Testing

struct RunFormatTests {
  /// The run of the page: two sections, the second with one record of two.
  @Test func `the example of the page is what a writer writes`() throws {
    let folder = try Scratch()
    let sections = [[Record("ab", "1")], [Record("b", "22"), Record("c", "")]]
    let bytes = try storedRun(sections, at: FilePath(folder.path("run")), blockSize: 64)
    let lines = stride(from: 0, to: bytes.count, by: 16).map { start in
      let row = bytes[start..<min(start + 16, bytes.count)]
      return hex(start, digits: 4) + row.map { " " + hex(Int($0), digits: 2) }.joined()
    }
    let page = try String(
      contentsOf: packageRoot.appending(path: "Sources/Runs/Runs.docc/RunFileFormat.md"),
      encoding: .utf8)
    let example = lines.map { "    \($0)\n" }.joined()
    #expect(page.contains(example), "\(example)")
  }

  private func hex(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
