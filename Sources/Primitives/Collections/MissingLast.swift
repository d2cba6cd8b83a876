/// Whether `a` comes before `b` where a missing value sorts last.
@inlinable
public func sortsBefore<Value: Comparable>(_ a: Value?, _ b: Value?) -> Bool {
  guard let a else { return false }
  return b.map { a < $0 } ?? true
}
