internal import Primitives

/// What is counted in one row, and how it is written to outlive the pool of texts and the process.
protocol ReportCell: Mergeable, Sendable {
  /// Bytes of memory besides those of the value itself.
  var heldByteCount: Int { get }

  /// Appends the cell, in at least one byte. Its details are no part of it.
  func append(to output: inout [UInt8])

  /// Reads what ``append(to:)`` wrote, and no byte more.
  init(_ reader: inout CellReader) throws(CellDamage)

  /// Calls `body` with every detail, in ascending order.
  ///
  /// Details are what a cell would hold any number of. They become records of their own, behind the
  /// one of the cell, so that nobody has to hold all of them when rows are made.
  func forEachDetail<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure)

  /// Takes in a detail of a row that is being made; they come in ascending order.
  mutating func follow(_ detail: Span<UInt8>) throws(CellDamage)
}

extension ReportCell {
  var heldByteCount: Int { 0 }

  func forEachDetail<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {}

  mutating func follow(_ detail: Span<UInt8>) throws(CellDamage) { throw CellDamage() }
}

/// Bytes that no cell or key was written as.
struct CellDamage: Error, Equatable {}

/// Reads the bytes of a cell; whatever they are, it reads them or throws.
struct CellReader {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// More than any archives hold, and few enough that the counts of all runs can be added up.
  static let countLimit: Int64 = 1 << 40

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// A number that is not negative.
  mutating func number() throws(CellDamage) -> Int64 {
    var next = position
    guard let word = bytes.span.varint64(at: &next, before: end),
      let number = Int64(exactly: word)
    else { throw CellDamage() }
    position = next
    return number
  }

  /// A number of things that were counted.
  mutating func count() throws(CellDamage) -> Int64 {
    let count = try number()
    guard count <= Self.countLimit else { throw CellDamage() }
    return count
  }

  mutating func time() throws(CellDamage) -> Timestamp? {
    let number = try number()
    guard number != 0 else { return nil }
    // From 0 on, even numbers are the times from the epoch on, odd ones those before.
    let (half, isBefore) = ((number - 1) / 2, (number - 1) % 2 == 1)
    guard let time = Timestamp(checkedMilliseconds: isBefore ? -half - 1 : half) else {
      throw CellDamage()
    }
    return time
  }

  mutating func text() throws(CellDamage) -> [UInt8] {
    let count = try number()
    guard count <= end - position else { throw CellDamage() }
    defer { position += Int(count) }
    return Array(bytes[position..<position + Int(count)])
  }

  mutating func flag() throws(CellDamage) -> Bool {
    let number = try number()
    guard number < 2 else { throw CellDamage() }
    return number == 1
  }

  mutating func latencies() throws(CellDamage) -> LatencyHistogram {
    let bucketCount = try number()
    // A bucket takes two bytes at least.
    guard bucketCount <= (end - position) / 2 else { throw CellDamage() }
    guard bucketCount > 0 else { return LatencyHistogram() }
    let (minimum, maximum) = (try number(), try number())
    var buckets: [(bucket: Int, count: Int)] = []
    buckets.reserveCapacity(Int(bucketCount))
    var bucket = 0
    var total: Int64 = 0
    for _ in 0..<bucketCount {
      let (step, count) = (try number(), try count())
      total += count
      guard step <= UInt16.max, total <= Self.countLimit else { throw CellDamage() }
      bucket += Int(step)
      buckets.append((bucket, Int(count)))
    }
    guard
      let histogram = LatencyHistogram(buckets: buckets, minimum: minimum, maximum: maximum)
    else { throw CellDamage() }
    return histogram
  }

  /// Makes sure that nothing is left.
  func finish() throws(CellDamage) {
    guard position == end else { throw CellDamage() }
  }
}

extension [UInt8] {
  mutating func append(number: Int64) {
    append(varint: UInt64(number))
  }

  mutating func append(numbers: Int64...) {
    for number in numbers { append(number: number) }
  }

  mutating func append(time: Timestamp?) {
    guard let time else { return append(0) }
    let milliseconds = time.millisecondsSinceEpoch
    append(number: milliseconds < 0 ? (-milliseconds - 1) * 2 + 2 : milliseconds * 2 + 1)
  }

  mutating func append(flag: Bool) {
    append(flag ? 1 : 0)
  }

  mutating func append(text: [UInt8]) {
    append(varint: UInt64(text.count))
    append(contentsOf: text)
  }

  mutating func append(latencies: LatencyHistogram) {
    append(varint: UInt64(latencies.bucketCount))
    guard let minimum = latencies.minimum, let maximum = latencies.maximum else { return }
    append(number: minimum)
    append(number: maximum)
    var last = 0
    latencies.forEachBucket { bucket, count in
      append(varint: UInt64(bucket - last))
      append(varint: UInt64(count))
      last = bucket
    }
  }
}
