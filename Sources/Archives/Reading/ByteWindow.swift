/// Bytes that come in at the end and leave at the front.
struct ByteWindow: ~Copyable {
  private var storage: [UInt8]
  private(set) var capacity: Int
  /// Bytes at the front of ``storage`` that are never filled, so that others can be put there.
  private let front: Int
  /// Bytes at the front of ``storage`` that are done with, or never filled.
  private var consumed: Int

  init(capacity: Int, front: Int = 0) {
    self.capacity = front + capacity
    self.front = front
    consumed = front
    storage = [UInt8](repeating: 0, count: front)
    storage.reserveCapacity(self.capacity)
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
    moveToFront()
    guard freeCapacity == 0 else { return }
    capacity *= 2
    storage.reserveCapacity(capacity)
  }

  private mutating func moveToFront() {
    // What was put in front lies before it.
    guard consumed > front else { return }
    storage.removeSubrange(front..<consumed)
    consumed = front
  }

  mutating func removeAll() {
    storage.removeSubrange(front...)
    consumed = front
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

  /// Puts what is left of `other` before what is left of this.
  ///
  /// - Precondition: It is no longer than the free front.
  mutating func prepend(_ other: borrowing ByteWindow) {
    let start = consumed - other.count
    precondition(start >= 0, "\(other.count) bytes do not fit in front")
    storage.replaceSubrange(start..<consumed, with: other.storage[other.consumed...])
    consumed = start
  }

  /// Appends what is left of `other`, and grows as far as what is left of both needs.
  mutating func append(_ other: borrowing ByteWindow) {
    // What is done with must not add up from window to window.
    if freeCapacity < other.count { moveToFront() }
    if freeCapacity < other.count { capacity = max(capacity * 2, storage.count + other.count) }
    storage.append(contentsOf: other.storage[other.consumed...])
  }
}
