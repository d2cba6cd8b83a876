/// A buffer of fixed capacity that lines are assembled in, at the speed of copying.
@safe struct LineBuffer: ~Copyable {
  /// More than any line needs.
  static let lineCapacity = 16_384

  private let storage: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 20) {
    precondition(capacity >= Self.lineCapacity, "the buffer must hold a line")
    self.capacity = capacity
    // SAFETY: freed by `deinit` alone.
    unsafe storage = .allocate(capacity: capacity)
  }

  deinit {
    // SAFETY: what `init` allocated and nobody else has.
    unsafe storage.deallocate()
  }

  /// Whether another line fits.
  var hasRoomForLine: Bool { capacity - count >= Self.lineCapacity }

  mutating func removeAll() {
    count = 0
  }

  func withBytes<Value, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    // SAFETY: `count` bytes are initialized, and the storage outlives the call.
    let bytes = unsafe UnsafeBufferPointer(start: storage, count: count)
    return try body(unsafe bytes.span)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < capacity, "the line is too long")
    // SAFETY: `count` is below the capacity.
    unsafe storage[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ literal: StaticString) {
    let size = literal.utf8CodeUnitCount
    precondition(capacity - count >= size, "the line is too long")
    // SAFETY: a static string lives for ever, and there is room for all of it.
    unsafe (storage + count).update(from: literal.utf8Start, count: size)
    count += size
  }

  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>) {
    let size = bytes.count
    precondition(capacity - count >= size, "the line is too long")
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      // SAFETY: the source holds `size` bytes, and there is room for all of them.
      unsafe (storage + count).update(from: start, count: size)
    }
    count += size
  }

  /// Appends exactly `width` decimal digits of a number that is not negative.
  @inline(__always)
  mutating func append(digits number: Int64, width: Int) {
    precondition(capacity - count >= width, "the line is too long")
    var rest = UInt64(number)
    var offset = width
    while offset > 0 {
      offset -= 1
      // SAFETY: `offset` is below `width`, for which there is room.
      unsafe storage[count + offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += width
  }

  /// Appends eight characters of `a...z2...7`, five bits of `word` each.
  @inline(__always)
  mutating func append(base32 word: UInt64) {
    precondition(capacity - count >= 8, "the line is too long")
    for index in 0..<8 {
      let value = UInt8(truncatingIfNeeded: word >> UInt64(index * 5)) & 31
      let digit = value < 26 ? UInt8(ascii: "a") + value : UInt8(ascii: "2") + value - 26
      // SAFETY: `index` is below eight, for which there is room.
      unsafe storage[count + index] = digit
    }
    count += 8
  }
}
