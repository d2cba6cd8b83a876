import Runs
import SystemPackage
import TestSupport
import Testing

@testable import Reports

struct OutputSinkTests {
  private let table = ReportTable(
    name: .quality, grain: "Rows.",
    columns: ["a", "b"].map { TableColumn(name: $0, unit: .text, look: Look()) }
  ) { body in
    for number in 0..<50_000 as Range<Int64> {
      guard body([.integer(number), .text(Array("text".utf8))]) else { return }
    }
  }

  @Test func `pieces are bounded, and together they are all`() throws {
    var sizes: [Int] = []
    var output: [UInt8] = []
    try table.writeCSV(
      to: OutputSink { piece in
        sizes.append(piece.count)
        output += piece
      })
    let rows = (0..<50_000).map { "\($0),text\n" }
    #expect(output == Array(("a,b\n" + rows.joined()).utf8))
    #expect(sizes.count > 5)
    #expect(sizes.dropLast().allSatisfy { $0 >= OutputSink.pieceSize })
    #expect(sizes.allSatisfy { $0 < OutputSink.pieceSize + 100 })
  }

  @Test func `the first error stays and ends the walk`() throws {
    var pieceCount = 0
    var rowCount = 0
    let sink = OutputSink { _ throws(Errno) in
      pieceCount += 1
      throw pieceCount == 1 ? .noSpace : .ioError
    }
    var writer = CSVWriter(table.columns)
    try table.forEachRow { values in
      rowCount += 1
      writer.row(values)
      return writer.drain(to: sink)
    }
    _ = writer.drain(to: sink, isLast: true)
    #expect(sink.error == .noSpace)
    #expect(pieceCount == 1)
    #expect(rowCount < 10_000)
  }

  @Test func `a table can be walked again`() throws {
    #expect(try table.csv == table.csv)
    #expect(try table.rows.count == 50_000)
  }
}
