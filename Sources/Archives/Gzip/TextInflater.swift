internal import Primitives

/// Inflates gzip that was found inside a value, as log services embed it.
public struct TextInflater: ~Copyable {
  private var window = ByteWindow(capacity: 64 << 10)
  private var members = GzipMembers()

  public init() {}

  /// What ended the inflating of a text.
  public enum Ending: Sendable {
    /// All of it was inflated.
    case whole
    /// The limit left something out.
    case cut
    /// As far as it can be inflated, it was.
    case damaged
  }

  /// Whether bytes begin as gzip does.
  public static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == GzipHeader.magic.0 && bytes[1] == GzipHeader.magic.1
  }

  /// Appends to `output` what all members of `input` hold, as far as they can be inflated, and at
  /// most `limit` bytes.
  ///
  /// - Returns: What ended it.
  public mutating func inflate(
    _ input: [UInt8], limit: Int, into output: inout [UInt8]
  ) -> Ending {
    // Nothing is spent on what would be dropped.
    guard limit > 0 else { return .cut }
    members.begin()
    var position = 0
    var room = limit
    defer { window.removeAll() }
    while true {
      window.append { members.inflate(input, position: &position, into: &$0) }
      let count = min(window.count, room)
      window.withBytes { output.append($0.extracting(first: count)) }
      if window.count == 0 { break }
      if count < window.count { return .cut }
      room -= count
      window.removeAll()
    }
    members.finish()
    return members.damage == nil ? .whole : .damaged
  }
}
