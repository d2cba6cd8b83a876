import TestSupport
import Testing

@testable import Reports

struct NDJSONTests {
  private func table(_ name: ReportName) -> ReportTable {
    let columns = ["a", "b"].map { TableColumn(name: $0, unit: .text, look: Look()) }
    return ReportTable(name: name, grain: "Rows.", columns: columns) { body in
      for row in [[Value("x\n"), .integer(1)], [.missing, .ratio(1, of: 4)]] {
        guard body(row) else { return }
      }
    }
  }

  @Test func `a row is an object on a line`() throws {
    let written = String(decoding: try written(table(.delivery).writeNDJSON), as: UTF8.self)
    #expect(
      written == #"""
        {"a": "x\u000a", "b": 1}
        {"a": null, "b": 0.250000}

        """#)
  }

  @Test func `a row of a list is one as well`() {
    struct Rows: ListTable {
      let shownColumns = [TableColumn(name: "a", unit: .text, look: Look())]
      let rows: [[Value]] = [[.boolean(true)], [.missing]]
    }
    #expect(String(decoding: Rows().ndjson, as: UTF8.self) == "{\"a\": true}\n{\"a\": null}\n")
  }
}
