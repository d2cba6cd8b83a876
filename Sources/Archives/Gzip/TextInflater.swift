internal import Primitives

/// Inflates gzip that was found inside a value, as log services embed it.
public struct TextInflater: ~Copyable {
  private var window = ByteWindow(capacity: 64 << 10)
  private var members = GzipMembers()

  public init() {}

  /// Whether bytes begin as gzip does.
  public static func isGzip(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == GzipHeader.magic.0 && bytes[1] == GzipHeader.magic.1
  }

  /// Appends to `output` what all members of `input` hold, as far as they can be inflated, and at
  /// most `limit` bytes.
  ///
  /// - Returns: Whether the limit left nothing out.
  public mutating func inflate(_ input: [UInt8], limit: Int, into output: inout [UInt8]) -> Bool {
    // Nothing is spent on what would be dropped.
    guard limit > 0 else { return false }
    members.begin()
    var position = 0
    var room = limit
    defer { window.removeAll() }
    while true {
      window.append { members.inflate(input, position: &position, into: &$0) }
      let count = min(window.count, room)
      window.withBytes { output.append($0.extracting(first: count)) }
      if window.count == 0 { return true }
      if count < window.count { return false }
      room -= count
      window.removeAll()
    }
  }
}
