internal import Primitives

/// What is counted in one row, and how it is written to outlive the pool of texts and the process.
protocol ReportCell: Mergeable, Sendable {
  /// Bytes of memory besides those of the value itself.
  var heldByteCount: Int { get }

  /// Appends the cell, in at least one byte. Its details are no part of it.
  func append(to output: inout [UInt8])

  /// Reads what ``append(to:)`` wrote, and no byte more.
  init(_ reader: inout CellReader) throws(RecordDamage)

  /// Calls `body` with every detail, in ascending order.
  ///
  /// Details are what a cell would hold any number of. They become records of their own, behind the
  /// one of the cell, so that nobody has to hold all of them when rows are made.
  func forEachDetail<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure)

  /// Takes in a detail of a row that is being made; they come in ascending order.
  mutating func follow(_ detail: Span<UInt8>) throws(RecordDamage)
}

extension ReportCell {
  var heldByteCount: Int { 0 }

  func forEachDetail<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {}

  mutating func follow(_ detail: Span<UInt8>) throws(RecordDamage) { throw RecordDamage() }
}

/// Reads the bytes of a cell; whatever they are, it reads them or throws.
struct CellReader {
  private let bytes: [UInt8]
  private var reader: RecordReader

  /// More than any archives hold, and few enough that the counts of all runs can be added up.
  static let countLimit: Int64 = 1 << 56

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    reader = RecordReader(in: range)
  }

  /// A number that is not negative.
  mutating func number() throws(RecordDamage) -> Int64 {
    // The span of a property would keep the others from being changed.
    let bytes = bytes
    return try reader.number(bytes.span)
  }

  /// A number of things that were counted.
  mutating func count() throws(RecordDamage) -> Int64 {
    let count = try number()
    guard count <= Self.countLimit else { throw RecordDamage() }
    return count
  }

  /// 0 is no time.
  mutating func time() throws(RecordDamage) -> Timestamp? {
    let number = try number()
    guard number != 0 else { return nil }
    guard let time = Timestamp(checkedMilliseconds: Int64(zigzag: UInt64(number) - 1)) else {
      throw RecordDamage()
    }
    return time
  }

  mutating func text() throws(RecordDamage) -> [UInt8] {
    let bytes = bytes
    return Array(bytes[try reader.range(bytes.span)])
  }

  mutating func flag() throws(RecordDamage) -> Bool {
    let number = try number()
    guard number < 2 else { throw RecordDamage() }
    return number == 1
  }

  mutating func latencies() throws(RecordDamage) -> LatencyHistogram {
    let bucketCount = try number()
    // A bucket takes two bytes at least.
    guard bucketCount <= reader.count / 2 else { throw RecordDamage() }
    guard bucketCount > 0 else { return LatencyHistogram() }
    let (minimum, maximum) = (try number(), try number())
    var buckets: [(bucket: Int, count: Int)] = []
    buckets.reserveCapacity(Int(bucketCount))
    var bucket = 0
    var total: Int64 = 0
    for _ in 0..<bucketCount {
      let (step, count) = (try number(), try count())
      total += count
      guard step <= UInt16.max, total <= Self.countLimit else { throw RecordDamage() }
      bucket += Int(step)
      buckets.append((bucket, Int(count)))
    }
    guard
      let histogram = LatencyHistogram(buckets: buckets, minimum: minimum, maximum: maximum)
    else { throw RecordDamage() }
    return histogram
  }

  /// Makes sure that nothing is left.
  func finish() throws(RecordDamage) {
    try reader.finish()
  }
}

extension [UInt8] {
  mutating func append(numbers: Int64...) {
    for number in numbers { append(number: number) }
  }

  /// Read by ``CellReader/time()``.
  mutating func append(time: Timestamp?) {
    append(varint: time.map { $0.millisecondsSinceEpoch.zigzag + 1 } ?? 0)
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
