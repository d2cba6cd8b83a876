public import Primitives
public import Testing

/// Expects the laws of ``Mergeable`` to hold over all triples of `values`.
public func expectMergeLaws<Value: Mergeable>(
  _ values: [Value], sourceLocation: SourceLocation = #_sourceLocation
) {
  for a in values {
    #expect(a.merged(with: .identity) == a, "identity", sourceLocation: sourceLocation)
    #expect(Value.identity.merged(with: a) == a, "identity", sourceLocation: sourceLocation)
    for b in values {
      let ab = a.merged(with: b)
      #expect(ab == b.merged(with: a), "commutativity", sourceLocation: sourceLocation)
      for c in values {
        #expect(
          ab.merged(with: c) == a.merged(with: b.merged(with: c)), "associativity",
          sourceLocation: sourceLocation)
      }
    }
  }
}
