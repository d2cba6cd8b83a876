/// State that can be built from parts, in any grouping and any order.
///
/// For all `a`, `b` and `c`:
///
/// | law | statement |
/// | --- | --- |
/// | identity | `a.merged(with: .identity) == a` |
/// | commutativity | `a.merged(with: b) == b.merged(with: a)` |
/// | associativity | `a.merged(with: b).merged(with: c) == a.merged(with: b.merged(with: c))` |
///
/// Archives can therefore be read in parallel and in any order without changing one byte of a
/// report. `expectMergeLaws(_:)` of the tests checks the laws over all triples.
public protocol Mergeable: Equatable {
  static var identity: Self { get }
  mutating func merge(_ other: Self)
}

extension Mergeable {
  public func merged(with other: Self) -> Self {
    var result = self
    result.merge(other)
    return result
  }
}
