internal import Synchronization

/// Runs `work` on `count` numbered items, at most `jobs` at a time.
///
/// Each worker is given a function that deals out the numbers below `count`, each once, and returns
/// what it made of those it got; so workers share nothing but the numbers.
///
/// - Returns: What the workers returned, in no particular order; at least one, whatever the count.
func inParallel<Part: Sendable, Failure: Error>(
  jobs: Int, _ count: Int,
  _ work: @escaping @Sendable (_ next: () -> Int?) throws(Failure) -> Part
) async throws(Failure) -> [Part] {
  let dealer = Dealer(count)
  let results = await withTaskGroup(of: Result<Part, Failure>.self) { group in
    for _ in 1..<max(1, min(jobs, count)) { group.addTask { attempt(dealer, work) } }
    var results = [attempt(dealer, work)]
    for await result in group { results.append(result) }
    return results
  }
  var parts: [Part] = []
  for result in results { parts.append(try result.get()) }
  return parts
}

extension Array {
  /// What workers made, as one.
  ///
  /// - Precondition: There is at least one part.
  func merged(_ merge: (inout Element, Element) -> Void) -> Element {
    dropFirst().reduce(into: self[0], merge)
  }
}

private func attempt<Part, Failure: Error>(
  _ dealer: Dealer, _ work: (_ next: () -> Int?) throws(Failure) -> Part
) -> Result<Part, Failure> {
  do throws(Failure) {
    return .success(try work(dealer.next))
  } catch {
    // Whatever the others would still do is in vain.
    dealer.stop()
    return .failure(error)
  }
}

/// Deals out numbers, each once, to whoever asks.
private final class Dealer: Sendable {
  private let count: Int
  private let dealt = Atomic(0)

  init(_ count: Int) {
    self.count = count
  }

  func next() -> Int? {
    let number = dealt.add(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }

  func stop() {
    dealt.store(count, ordering: .relaxed)
  }
}
