extension LatencyHistogram {
  /// A bucket and its count, in one word: ascending words are ascending buckets.
  @usableFromInline struct Entry: Equatable, Sendable {
    private var word: UInt64

    init(bucket: Int, count: Int) {
      // A bucket is below 2^16, and a count at most the limit.
      word = UInt64(bucket) << 48 | UInt64(count)
    }

    var bucket: Int { Int(word >> 48) }
    var count: Int { Int(word & UInt64(LatencyHistogram.countLimit)) }

    mutating func add(_ count: Int) {
      // Stays within its bits, since the sum over all entries does.
      word += UInt64(count)
    }
  }

  /// What ``entries`` leaves out: the bucket in which all latencies lie.
  var onlyEntry: Entry { Entry(bucket: Self.bucket(of: least), count: count) }

  /// Traps when the histogram cannot hold so many more latencies.
  func requireRoom(for added: Int) {
    precondition(
      added >= 0 && added <= Self.countLimit - count,
      "\(count) latencies and \(added) more are not from 0 to \(Self.countLimit)")
  }

  /// Brings the facts about all latencies up to date.
  mutating func adopt(least: Int64, greatest: Int64, count: Int) {
    self.least = min(self.least, least)
    self.greatest = max(self.greatest, greatest)
    self.count += count
  }

  /// Adds to the count of a bucket, before ``adopt(least:greatest:count:)``.
  mutating func add(_ entry: Entry) {
    if entries.isEmpty, window.isEmpty {
      guard count > 0, onlyEntry.bucket != entry.bucket else { return }
      entries = [onlyEntry]
    }
    let index = entries.partitioningIndex { $0.bucket >= entry.bucket }
    if index < entries.count, entries[index].bucket == entry.bucket {
      entries[index].add(entry.count)
    } else {
      entries.insert(entry, at: index)
      moveWindow()
    }
  }

  /// Adds to the counts of many buckets; neither side may be empty.
  mutating func merge(_ others: [Entry]) {
    var merged: [Entry] = []
    merged.reserveCapacity(max(entries.count, others.count))
    var index = 0
    for entry in entries {
      while index < others.count, others[index].bucket < entry.bucket {
        merged.append(others[index])
        index += 1
      }
      merged.append(entry)
      if index < others.count, others[index].bucket == entry.bucket {
        merged[merged.count - 1].add(others[index].count)
        index += 1
      }
    }
    merged += others[index...]
    entries = merged
  }
}
