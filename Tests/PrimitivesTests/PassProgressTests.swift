import Primitives
import Testing

struct PassProgressTests {
  /// The phase, how much of it is done, and of how much.
  private func told(_ progress: PassProgress) -> String {
    let state = progress.state
    return "\(state.phase) \(state.done) of \(state.whole.map { "\($0)" } ?? "any")"
  }

  @Test func `each phase counts what is done of it`() {
    let progress = PassProgress()
    #expect(told(progress) == "reading 0 of any")
    progress.begin(.reading, of: 100)
    progress.advance(.reading, by: 30)
    progress.advance(.reading, by: 12)
    #expect(told(progress) == "reading 42 of 100")
    let start = progress.state.start
    progress.begin(.reading, of: 60)
    #expect(told(progress) == "reading 0 of 60")
    #expect(progress.state.start > start, "each has its own time")
    progress.begin(.counting, of: 8)
    #expect(told(progress) == "counting 0 of 8")
  }

  /// A thread that reads ahead may end after the phase.
  @Test func `what comes late is not counted as something else`() {
    let progress = PassProgress()
    progress.begin(.counting, of: 8)
    progress.advance(.reading, by: 1000)
    progress.advance(.counting, by: 1)
    #expect(told(progress) == "counting 1 of 8")
  }

  @Test func `a part tells the whole, and takes back what has to be done again`() {
    let whole = PassProgress()
    whole.begin(.reading, of: 100)
    whole.advance(.reading, by: 5)
    let part = PassProgress(partOf: whole)
    part.advance(.reading, by: 30)
    part.advance(.reading, by: 12)
    #expect(whole.state.done == 47)
    part.takeBack()
    #expect(told(whole) == "reading 5 of 100")
  }

  @Test func `nothing is lost between threads`() async {
    let progress = PassProgress()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<1000 { progress.advance(.reading, by: 3) } }
      }
    }
    #expect(progress.state.done == 24_000)
  }
}
