import Testing

@testable import Primitives
@testable import Reports

struct ProgressTextTests {
  private func line(
    _ done: Int64, of whole: Int64?, phase: PassProgress.Phase = .reading,
    after elapsed: Duration = .seconds(2), width: Int = 100,
    characters: TableStyle.Characters = .unicode
  ) -> String {
    ProgressText.line(
      PassProgress.State(phase: phase, done: done, whole: whole), elapsed: elapsed, width: width,
      characters)
  }

  @Test func `a known size tells how long it takes`() {
    #expect(
      line(86_400_000, of: 138_600_000)
        == "reading  ████████████▌          62%  86.4 MB of 139 MB  43.2 MB/s  2 s left")
    #expect(
      line(86_400_000, of: 138_600_000, characters: .ascii)
        == "reading  ############           62%  86.4 MB of 139 MB  43.2 MB/s  2 s left")
    #expect(
      line(5_000_000, of: 100_000_000_000)
        == "reading  ▏                       0%  5.00 MB of 100 GB  2.50 MB/s  11h 07m left")
    #expect(
      line(2_000_000, of: 2_000_000)
        == "reading  ████████████████████  100%  2.00 MB of 2.00 MB  1.00 MB/s  0 s left")
  }

  @Test func `an unknown size does not`() {
    #expect(line(86_400_000, of: nil) == "reading  86.4 MB  43.2 MB/s")
    #expect(line(0, of: nil) == "reading  0 B  0 B/s")
    #expect(line(5, of: 0) == "reading  5 B  2 B/s")
    // The file has grown.
    #expect(line(3_000_000, of: 2_000_000) == "reading  3.00 MB  1.50 MB/s")
  }

  @Test func `messages are counted in parts`() {
    #expect(line(64, of: 256, phase: .counting) == "counting  █████                  25%  6 s left")
    #expect(line(0, of: 256, phase: .counting) == "counting                          0%")
  }

  @Test func `what does not fit is left out`() {
    for width in 0...100 {
      let shown = line(86_400_000, of: 138_600_000, width: width)
      #expect(shown.count <= width)
      #expect(line(86_400_000, of: 138_600_000).hasPrefix(shown))
    }
    #expect(line(86_400_000, of: 138_600_000, width: 7) == "reading")
    #expect(line(86_400_000, of: 138_600_000, width: 6) == "")
  }

  @Test func `nothing that can be counted is too much`() {
    let huge = line(.max - 1, of: .max, after: .nanoseconds(1))
    #expect(huge.contains("99%  9.22 EB of 9.22 EB"))
    #expect(line(1, of: .max, after: .seconds(1_000_000)).contains("0%  1 B of 9.22 EB  0 B/s"))
    #expect(line(.max, of: nil, after: .zero).hasPrefix("reading  9.22 EB  "))
  }
}
