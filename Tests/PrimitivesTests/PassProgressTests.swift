import Testing

@testable import Primitives

struct PassProgressTests {
  @Test func `each phase counts what is done of it`() {
    let progress = PassProgress()
    #expect(progress.state == PassProgress.State(phase: .reading, done: 0, whole: nil))
    progress.begin(.reading, of: 100)
    progress.advance(.reading, by: 30)
    progress.advance(.reading, by: 12)
    #expect(
      progress.state == PassProgress.State(phase: .reading, phaseCount: 1, done: 42, whole: 100))
    progress.begin(.counting, of: 8)
    #expect(
      progress.state == PassProgress.State(phase: .counting, phaseCount: 2, done: 0, whole: 8))
    progress.begin(.counting, of: 8)
    #expect(progress.state.phaseCount == 3, "another of the kind")
  }

  /// A thread that reads ahead may end after the phase.
  @Test func `what comes late is not counted as something else`() {
    let progress = PassProgress()
    progress.begin(.counting, of: 8)
    progress.advance(.reading, by: 1000)
    progress.advance(.counting, by: 1)
    #expect(
      progress.state == PassProgress.State(phase: .counting, phaseCount: 1, done: 1, whole: 8))
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
    #expect(whole.state == PassProgress.State(phase: .reading, phaseCount: 1, done: 5, whole: 100))
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
