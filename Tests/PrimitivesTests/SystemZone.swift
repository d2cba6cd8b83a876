import TestSupport
import Testing

/// A zone as the C library reads it, from the same files: `date` is asked.
///
/// Foundation brings zones of its own along, which differ from the system's where either is newer.
struct SystemZone {
  private let name: String

  init(_ name: String) {
    self.name = name
  }

  /// The seconds ahead of UTC at each of some instants, in seconds since the epoch.
  func offsets(at instants: [Int64]) throws -> [Int64] {
    let scratch = try Scratch()
    let lines = instants.map { "@\($0)\n" }.joined()
    let file = try scratch.write(lines.utf8, to: "instants")
    let answer = try output(
      of: ["TZ=:\(name)", "date", "-f", file, "+%::z"])
    try #require(answer.status == 0)
    return try answer.text.split(separator: "\n").map(Self.seconds)
  }

  /// What `+05:30:00` writes.
  private static func seconds(_ offset: Substring) throws -> Int64 {
    let parts = offset.dropFirst().split(separator: ":").compactMap { Int64($0) }
    try #require(parts.count == 3 && (offset.hasPrefix("+") || offset.hasPrefix("-")))
    let seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2]
    return offset.hasPrefix("-") ? -seconds : seconds
  }

  /// When the offset changes, to the second, and what it is from then on.
  ///
  /// One that lasts less than a day is not found.
  func changes(_ range: Range<Int64>) throws -> [(instant: Int64, offset: Int64)] {
    let days = Array(stride(from: range.lowerBound, to: range.upperBound, by: 86_400))
    let offsets = try offsets(at: days)
    let changed = days.indices.dropFirst().filter { offsets[$0] != offsets[$0 - 1] }
    // The last second of the old offset and the first of the new one draw near to each other.
    var old = changed.map { days[$0 - 1] }
    var new = changed.map { days[$0] }
    while old.indices.contains(where: { new[$0] - old[$0] > 1 }) {
      let middles = old.indices.map { (old[$0] + new[$0]) / 2 }
      for (index, offset) in try self.offsets(at: middles).enumerated() {
        if offset == offsets[changed[index]] {
          new[index] = middles[index]
        } else {
          old[index] = middles[index]
        }
      }
    }
    return zip(new, changed).map { ($0, offsets[$1]) }
  }

  /// The first instant at which clocks show each of some wall times; where none does, that of the offset
  /// before.
  func soughtInstants(of walls: [Int64]) throws -> [Int64] {
    // Every offset of the days around is tried.
    let day: Int64 = 26 * 3600
    let tried = try offsets(at: walls.flatMap { [$0 - day, $0, $0 + day] })
    let candidates = tried.indices.map { walls[$0 / 3] - tried[$0] }
    let shown = try zip(candidates, offsets(at: candidates)).map { $0 + $1 }
    return walls.indices.map { index in
      let those = index * 3..<index * 3 + 3
      return those.filter { shown[$0] == walls[index] }.map { candidates[$0] }.min()
        ?? candidates[those.lowerBound]
    }
  }
}
