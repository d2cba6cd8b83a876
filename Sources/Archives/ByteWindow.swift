/// Bytes that come in at the end and leave at the front.
struct ByteWindow: ~Copyable {
  private var storage: [UInt8] = []
  private var capacity: Int
  /// Bytes at the front of ``storage`` that are done with.
  private var consumed = 0

  init(capacity: Int) {
    self.capacity = capacity
    storage.reserveCapacity(capacity)
  }

  var count: Int { storage.count - consumed }

  var freeCapacity: Int { capacity - storage.count }

  /// Calls `body` with what came in and is not done with.
  func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(storage.span.extracting(consumed...))
  }

  /// Marks the first `count` bytes as done with.
  mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= self.count, "consumed \(count) bytes of \(self.count)")
    consumed += count
  }

  /// Moves what is left to the front; when that gives no room, doubles the capacity.
  mutating func makeRoom() {
    storage.removeSubrange(0..<consumed)
    consumed = 0
    guard freeCapacity == 0 else { return }
    capacity *= 2
    storage.reserveCapacity(capacity)
  }

  mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    consumed = 0
  }

  /// Appends what fits of `input` from `position` on, and advances `position` past it.
  mutating func append(_ input: [UInt8], position: inout Int) {
    let end = min(position + freeCapacity, input.count)
    storage.append(contentsOf: input[position..<end])
    position = end
  }

  /// Lets `body` append at most ``freeCapacity`` bytes.
  mutating func append(_ body: (inout OutputSpan<UInt8>) -> Void) {
    storage.append(addingCapacity: freeCapacity, initializingWith: body)
  }
}
