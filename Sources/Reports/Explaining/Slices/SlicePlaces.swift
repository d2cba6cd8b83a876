internal import Primitives

/// Where the slices of a table lie, found fast: the whole first.
struct SlicePlaces: Sendable {
  /// By number of a value.
  private var singles: [Int32]
  /// By the numbers of two values, the smaller first: a triangle, -1 where there is no slice.
  ///
  /// A dimension has at most some hundred values that may be named in each of the two times: the
  /// triangle takes 16 MB at the very most, and commonly some 100 kB.
  private var pairs: [Int32]
  /// All of them, for those with a code.
  private var index = HashIndex()
  private let hash = StableHash.perProcess
  private let slices: [SliceKey]

  /// - Parameters:
  ///   - slices: In ascending order, every value by itself among them.
  ///   - valueCount: How many values there are.
  init(_ slices: [SliceKey], valueCount: Int) {
    self.slices = slices
    singles = Array(repeating: 0, count: valueCount)
    pairs = Array(repeating: -1, count: Self.place(0, valueCount))
    for (place, slice) in slices.enumerated() {
      index.insert(hash.hash(slice.word), entry: place)
      let values = slice.values
      guard slice.code == nil, let first = values.first else { continue }
      if values.count == 1 {
        singles[first] = Int32(place)
      } else {
        pairs[Self.place(first, values[1])] = Int32(place)
      }
    }
  }

  private static func place(_ first: Int, _ second: Int) -> Int {
    second * (second - 1) / 2 + first
  }

  @inline(__always)
  func single(_ value: Int) -> Int { Int(singles[value]) }

  /// The place of a slice of two values, by their numbers, the smaller first.
  @inline(__always)
  func pair(_ first: Int, _ second: Int) -> Int? {
    let place = pairs[Self.place(first, second)]
    return place < 0 ? nil : Int(place)
  }

  func place(of slice: SliceKey) -> Int? {
    var probe = index.probe(hash.hash(slice.word))
    while let place = index.next(&probe) {
      if slices[place] == slice { return place }
    }
    return nil
  }
}
