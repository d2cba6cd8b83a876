import Primitives
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(30))) struct OrderedOutputTests {
  /// Has workers write parts of some pieces each.
  private func write(_ output: OrderedOutput, jobs: Int, parts: Int) async {
    _ = await inParallel(jobs: jobs, parts) { next in
      while !output.isStopped, let part = next() {
        for piece in 0..<(part % 4) {
          var bytes = Array("\(part).\(piece) ".utf8)
          output.put(&bytes, of: part)
          #expect(bytes.isEmpty)
        }
        output.end(part)
      }
    }
  }

  @Test(arguments: [1, 2, 5, 16])
  func `parts come in their order, whoever writes them`(jobs: Int) async {
    let expected = (0..<200).flatMap { part in (0..<(part % 4)).map { "\(part).\($0) " } }
    for _ in 0..<3 {
      let written = Output()
      let output = OrderedOutput(partCount: 200) { written.append($0) }
      await write(output, jobs: jobs, parts: 200)
      #expect(String(decoding: written.bytes, as: UTF8.self) == expected.joined())
      #expect(output.error == nil)
    }
  }

  @Test(arguments: [1, 2, 5])
  func `nothing is written after an error, and nobody waits for ever`(jobs: Int) async {
    let written = Output()
    let output = OrderedOutput(partCount: 200) { bytes throws(Errno) in
      if written.bytes.count >= 50 { throw .brokenPipe }
      written.append(bytes)
    }
    await write(output, jobs: jobs, parts: 200)
    #expect(output.error == .brokenPipe)
    #expect(output.isStopped)
    #expect((50..<60).contains(written.bytes.count))
  }
}
