import Primitives
import Runs
import SystemPackage
import TestSupport
import Testing

struct RunMergerTests {
  /// Keys of few letters in many lengths, with zeros and 0xFF: prefixes of each other, and many
  /// that agree in their first 16 bytes.
  private func randomKey(_ generator: inout SeededGenerator) -> [UInt8] {
    let letters: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
    let common = [UInt8](
      repeating: letters[Int.random(in: 0..<5, using: &generator)],
      count: [0, 0, 6, 8, 14, 15, 16, 25].randomElement(using: &generator) ?? 0)
    return common
      + (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
        letters[Int.random(in: 0..<5, using: &generator)]
      }
  }

  @Test(arguments: 0..<12, [1, 40, 300, 64 << 10])
  func `a merge hands out what a sorted list would`(seed: UInt64, blockSize: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let folder = try Scratch()
    let runCount = [0, 1, 2, 3, 5, 16, 33][Int(seed) % 7]
    let sectionCount = 3
    var runs: [Run] = []
    var expected = [[Record]](repeating: [], count: sectionCount)
    for source in 0..<runCount {
      var sections: [[Record]] = []
      for section in 0..<sectionCount {
        var keys: Set<[UInt8]> = []
        for _ in 0..<[0, 1, 60].randomElement(using: &generator)! {
          keys.insert([UInt8(section)] + randomKey(&generator))
        }
        let records = keys.map { key in
          let count = Int.random(in: 0...200, using: &generator)
          return Record(key, (0..<count).map { UInt8(truncatingIfNeeded: $0) }, source: source)
        }
        sections.append(records.sorted())
        expected[section] += records
      }
      let run = try writeRun(sections, in: folder, blockSize: blockSize)
      #expect(run.recordCount == sections.reduce(0) { $0 + $1.count })
      #expect(run.sectionCount == sectionCount)
      for (section, records) in sections.enumerated() {
        #expect(run.recordCount(inSection: section) == records.count)
      }
      runs.append(run)
    }
    for section in 0..<sectionCount {
      let (records, keyCount) = try merged(runs, section: section)
      #expect(records == expected[section].sorted(), "seed \(seed), section \(section)")
      #expect(keyCount == Set(records.map(\.key)).count, "seed \(seed), section \(section)")
    }
  }

  @Test func `a call of next hands out one key, from each run that holds it, in order`() throws {
    let folder = try Scratch()
    let runs = try [["a", "c"], ["b", "c"], ["c"], ["a"]].map { keys in
      try writeRun([keys.map { Record($0, "") }], in: folder)
    }
    var merger = try RunMerger(runs, section: 0)
    var groups: [String] = []
    var group = ""
    while try merger.next({ source, _, key, _ in group += "\(Character(.init(key[0])))\(source)" })
    {
      groups.append(group)
      group = ""
    }
    #expect(groups == ["a0a3", "b1", "c0c1c2"])
    #expect(try !merger.next { _, _, _, _ in Issue.record("behind the end") })
  }

  @Test func `a record that means nothing is told with the place of its block`() throws {
    let folder = try Scratch()
    let value = [UInt8](repeating: 0, count: 200)
    let runs = try [[1, 2, 3], [2, 4]].map { keys in
      try writeRun([keys.map { Record([$0], value) }], in: folder, blockSize: 100)
    }
    // Each block holds one record: a header, two sizes, the key and the value.
    let blockSize: Int64 = 32 + 1 + 2 + 1 + 200
    let damaged: [(Int, UInt8, Int64)] = [(0, 1, 0), (0, 3, 2), (1, 2, 0), (1, 4, 1)]
    for (source, key, block) in damaged {
      var merger = try RunMerger(runs, section: 0)
      let error = #expect(throws: RunError.self) {
        while try merger.next({ from, _, found, _ throws(RunError.Damage) in
          if from == source, found[0] == key { throw .unreadableRecord }
        }) {}
      }
      #expect(error?.kind == .damaged(.unreadableRecord, offset: block * blockSize))
    }
  }

  @Test func `no runs and empty runs have nothing to hand out`() throws {
    let folder = try Scratch()
    #expect(try merged([]).records.isEmpty)
    let none = try writeRun([], in: folder)
    #expect(none.sectionCount == 0 && none.recordCount == 0)
    let empty = try writeRun([[], [], []], in: folder)
    #expect(empty.sectionCount == 3 && empty.recordCount == 0)
    let some = try writeRun([[], [Record("b", "1")], []], in: folder)
    for section in 0..<3 {
      let records = try merged([empty, some, empty], section: section).records
      #expect(records == (section == 1 ? [Record("b", "1", source: 1)] : []))
      #expect(empty.bufferByteCount(forSection: section) == 0)
    }
  }

  @Test func `a key and a value may be empty, or larger than a block`() throws {
    let folder = try Scratch()
    let long = [UInt8](repeating: 7, count: 300_000)
    let records = [
      Record([], []), Record([1], long), Record([2], []), Record(long, [1]), Record([8], long),
    ]
    for blockSize in [1, 1000, 64 << 10, 1 << 20] {
      let run = try writeRun([records], in: folder, blockSize: blockSize)
      #expect(try merged([run]).records == records, "blocks of \(blockSize)")
    }
  }

  @Test func `reader and writer agree on which record begins a block`() throws {
    let folder = try Scratch()
    var generator = SeededGenerator(seed: 5)
    var writer = try RunWriter(in: folder.runs, blockSize: 200)
    var expected: [Bool] = []
    for section in 0..<2 {
      try writer.beginSection()
      for index in 0..<100 {
        expected.append(writer.beginsBlock)
        let value = [UInt8](repeating: 0, count: Int.random(in: 0..<300, using: &generator))
        try writer.append(key: [UInt8(section), UInt8(index)].span, value: value.span)
      }
    }
    let run = try writer.finish()
    var found: [Bool] = []
    for section in 0..<2 {
      var merger = try RunMerger([run], section: section)
      while try merger.next({ _, beginsBlock, _, _ in found.append(beginsBlock) }) {}
    }
    #expect(found == expected)
    #expect(found[0] && found[100] && found.contains(false))
  }

  @Test func `a merge needs about a block of memory for each run, or less for small sections`()
    throws
  {
    let folder = try Scratch()
    let value = [UInt8](repeating: 0, count: 100)
    let records = (0..<250).map { Record([UInt8($0)], value) }
    let run = try writeRun(
      [Array(records[..<2]), Array(records[2...])], in: folder, blockSize: 4096)
    #expect(run.bufferByteCount(forSection: 0) < 300)
    #expect(4096...4300 ~= run.bufferByteCount(forSection: 1))
  }

  @Test func `threads may read one run at the same time`() async throws {
    let folder = try Scratch()
    let sections = (0..<8).map { section in
      (0..<500).map {
        Record([UInt8(section), UInt8($0 >> 8), UInt8($0 & 0xFF)], [UInt8(section)])
      }
    }
    let run = try writeRun(sections, in: folder, blockSize: 512)
    try await withThrowingTaskGroup { group in
      for (section, records) in sections.enumerated() {
        group.addTask {
          let found = try merged([run], section: section).records
          #expect(found == records)
        }
      }
      try await group.waitForAll()
    }
  }
}
