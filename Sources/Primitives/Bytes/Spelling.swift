/// How much alike words are spelt, for messages that name what was perhaps meant.
public enum Spelling {
  /// The least number of bytes to insert, remove or replace to get from one word to the other.
  ///
  /// - Complexity: O(`first.count` × `second.count`).
  /// - SeeAlso: Wagner & Fischer, "The String-to-String Correction Problem", 1974.
  public static func distance(_ first: some Sequence<UInt8>, _ second: [UInt8]) -> Int {
    // The distances from what was read of the first word to each prefix of the second.
    var distances = Array(0...second.count)
    for byte in first {
      var diagonal = distances[0]
      distances[0] += 1
      for index in second.indices {
        let replaced = diagonal + (byte == second[index] ? 0 : 1)
        diagonal = distances[index + 1]
        distances[index + 1] = min(replaced, diagonal + 1, distances[index] + 1)
      }
    }
    return distances[second.count]
  }

  /// The place of the only word that begins with `name`, or else of the one that is spelt most like it, of
  /// equal ones the first; `nil` if none is spelt much like it.
  public static func nearest(to name: String, among words: [String]) -> Int? {
    let wanted = Array(name.lowercased().utf8.prefix(64))
    let longer = words.indices.filter { wanted.count > 1 && words[$0].utf8.starts(with: wanted) }
    if longer.count == 1 { return longer[0] }
    let distances = words.map { distance($0.utf8, wanted) }
    guard let least = distances.min(), least <= max(1, wanted.count / 3) else { return nil }
    return distances.firstIndex(of: least)
  }
}
