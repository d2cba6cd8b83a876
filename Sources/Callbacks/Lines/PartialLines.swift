internal import Primitives

/// The pieces of lines that a container runtime has cut, put together again.
///
/// It cuts what is longer than some kilobytes, and marks each piece but the last. The two streams of
/// a container may be interleaved.
struct PartialLines {
  /// The pieces of one line so far.
  struct Line {
    var bytes: [UInt8] = []
    /// Where the first piece begins.
    let position: ValuePosition
    let arrival: Timestamp?
    var isTooLong = false
  }

  private var open: [Line?] = [nil, nil]

  func isOpen(_ stream: LinePrefix.Stream) -> Bool { open[stream.rawValue] != nil }

  /// Adds a piece to a line that may become `limit` bytes long; of one beyond it nothing is kept.
  mutating func add(
    _ piece: Span<UInt8>, _ prefix: LinePrefix, _ stream: LinePrefix.Stream,
    at position: ValuePosition, limit: Int
  ) {
    let index = stream.rawValue
    if open[index] == nil { open[index] = Line(position: position, arrival: prefix.arrival) }
    guard let size = open[index]?.bytes.count, size + piece.count <= limit else {
      open[index]?.bytes = []
      open[index]?.isTooLong = true
      return
    }
    if open[index]?.isTooLong == false { open[index]?.bytes.append(piece) }
  }

  /// Takes the line of a stream, if one is open.
  mutating func take(_ stream: LinePrefix.Stream) -> Line? {
    defer { open[stream.rawValue] = nil }
    return open[stream.rawValue]
  }

  /// Takes a line that nothing has ended, the first first.
  mutating func takeUnended() -> Line? {
    switch (open[0], open[1]) {
    case (nil, nil): nil
    case (let first?, let second?) where second.position.offset < first.position.offset:
      take(.error)
    case (nil, _?): take(.error)
    default: take(.out)
    }
  }
}
