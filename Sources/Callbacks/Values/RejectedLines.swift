internal import Primitives

/// A line that was dropped, because a value on it is malformed.
public struct RejectedLine: Equatable, Sendable {
  /// Why, and where the damage lies.
  public let rejection: Rejection
  /// Where what was dropped begins.
  public let position: ValuePosition
  /// What was dropped, up to the line feed.
  public fileprivate(set) var bytes: [UInt8] = []
  /// Whether ``bytes`` end before the line does.
  public fileprivate(set) var isCut = false
}

/// The first of the lines that were dropped from one archive.
public struct RejectedLines: Sendable {
  /// How much is kept of each.
  static let sizeLimit = 64 << 10

  private var lines: [RejectedLine] = []
  /// How many more are kept.
  private var left: Int
  /// How many were dropped after those.
  public private(set) var leftOutCount = 0
  /// Whether the last line is still being dropped.
  private var isOpen = false

  init(limit: Int) { left = limit }

  /// Begins a line, whose bytes follow.
  mutating func begin(_ rejection: Rejection, at position: ValuePosition) {
    isOpen = left > 0
    guard isOpen else {
      leftOutCount += 1
      return
    }
    left -= 1
    lines.append(RejectedLine(rejection: rejection, position: position))
  }

  /// Adds bytes to the line that was begun last.
  mutating func addToLast(_ bytes: Span<UInt8>) {
    guard isOpen else { return }
    let index = lines.count - 1
    let room = Self.sizeLimit - lines[index].bytes.count
    lines[index].bytes.append(bytes.extracting(first: min(room, bytes.count)))
    if bytes.count > room { lines[index].isCut = true }
  }

  mutating func endLast() { isOpen = false }

  mutating func add(_ rejection: Rejection, at position: ValuePosition, _ bytes: Span<UInt8>) {
    begin(rejection, at: position)
    addToLast(bytes)
    endLast()
  }

  /// Takes the lines that are complete.
  public mutating func take() -> [RejectedLine] {
    guard isOpen, let last = lines.popLast() else {
      defer { lines = [] }
      return lines
    }
    defer { lines = [last] }
    return lines
  }
}
