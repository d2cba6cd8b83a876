import Foundation
import Primitives
import TestSupport
import Testing

@testable import Generator

struct ArchiveTests {
  @Test func `the same seed gives the same bytes with any number of jobs`() async throws {
    let options = GeneratorOptions(seed: 7, hours: 5, targetBytes: 1_000_000)
    let files = try await Sample.files(options, jobs: 1)
    #expect(files.count == 5)
    #expect(try await Sample.files(options, jobs: 2) == files)
    #expect(try await Sample.files(options, jobs: 7) == files)

    var other = options
    other.seed = 8
    let otherFiles = try await Sample.files(other, jobs: 2)
    #expect(otherFiles.keys == files.keys)
    #expect(otherFiles.allSatisfy { $0.value != files[$0.key] })
  }

  @Test func `archives are named for their hours`() async throws {
    let start = Timestamp(millisecondsSinceEpoch: 1_795_132_800_000)
    let options = GeneratorOptions(
      start: start.advanced(byMilliseconds: 22 * 3_600_000 + 59), hours: 3, targetBytes: 10_000)
    #expect(
      Set(try await Sample.files(options, jobs: 2).keys) == [
        "callbacks-2026-11-20T22.ndjson.gz", "callbacks-2026-11-20T23.ndjson.gz",
        "callbacks-2026-11-21T00.ndjson.gz",
      ])
  }

  @Test(arguments: [1, 24, 30], [1_000_000, 5_000_000])
  func `the size is what was asked for`(hours: Int, bytes: Int64) async throws {
    let scratch = try Scratch()
    let options = GeneratorOptions(seed: 3, hours: hours, targetBytes: bytes)
    let summary = try await Generator(options).write(to: scratch.path("out"), jobs: 2)
    #expect(abs(Double(summary.bytes) / Double(bytes) - 1) < 0.02, "\(summary.bytes)")
    #expect(summary.compressedBytes * 4 < summary.bytes)
  }

  /// One message may write nothing, if all its events are lost or come after the last hour.
  @Test func `a size of a message or two is no reason for hundreds`() async throws {
    for seed in [2, 190, 239, 240] as [UInt64] {
      let scratch = try Scratch()
      let options = GeneratorOptions(seed: seed, hours: 1, targetBytes: 1000)
      let summary = try await Generator(options).write(to: scratch.path("out"), jobs: 1)
      #expect(summary.bytes < 10_000, "\(summary.bytes), seed \(seed)")
    }
  }

  @Test func `duplicates are the same bytes and come within a day`() async throws {
    let sample = try await Sample.dirty.value
    var duplicates = 0
    var later = 0
    for events in Dictionary(grouping: sample.events, by: \.line).values where events.count > 1 {
      let hours = events.map(\.hour)
      duplicates += events.count - 1
      let distance = try #require(hours.max()) - (try #require(hours.min()))
      later += distance > 0 ? 1 : 0
      #expect(distance <= 24)
    }
    #expect(duplicates == sample.summary.duplicates)
    #expect((0.01...0.02).contains(Double(duplicates) / Double(sample.events.count)))
    #expect(later * 4 > duplicates)
  }

  @Test func `events arrive in the hour of their archive, within a day, a little disordered`()
    async throws
  {
    var options = GeneratorOptions(hours: 30, targetBytes: 3_000_000)
    options.hasArrivalStamps = true
    let sample = try await Sample(options)
    var latest = options.start
    var disordered = 0
    var late = 0
    for event in sample.events {
      let arrival = try #require(event.arrival)
      let delay = arrival.millisecondsSinceEpoch - (try #require(event.time)).millisecondsSinceEpoch
      #expect((0...86_400_000).contains(delay))
      let sinceStart = arrival.millisecondsSinceEpoch - options.start.millisecondsSinceEpoch
      #expect(Int(sinceStart / 3_600_000) == event.hour)
      disordered += arrival < latest ? 1 : 0
      late += delay > 3_600_000 ? 1 : 0
      latest = max(latest, arrival)
    }
    #expect((0.005...0.5).contains(Double(disordered) / Double(sample.events.count)))
    #expect(late > 0)
  }

  @Test func `clean archives have no duplicates, disorder or contradictions`() async throws {
    let sample = try await Sample.clean.value
    #expect(sample.summary.duplicates == 0)
    #expect(Set(sample.events.map(\.line)).count == sample.events.count)
    let times = try sample.events.map { try #require($0.time) }
    #expect(times == times.sorted())
    let lifecycles = Dictionary(grouping: sample.events) { $0.id + $0.to }
    for events in lifecycles.values {
      #expect(!Set(events.map(\.type)).isSuperset(of: ["message-failed", "message-delivered"]))
    }
  }

  @Test func `an incident shows in its hour and application only`() async throws {
    var options = GeneratorOptions(hours: 4, targetBytes: 3_000_000)
    options.incident = Incident(hour: 2, application: 3, errorCode: 4781, share: 0.7)
    let application = Application.ids(seed: options.seed)[3]
    func shares(_ sample: Sample) -> [[Double]] {
      [true, false].map { isAffected in
        (0..<4).map { hour in
          let settled = sample.events.filter {
            $0.hour == hour && ($0.application == application) == isAffected
              && ($0.type == "message-delivered" || $0.type == "message-failed")
          }
          return Double(settled.count { $0.errorCode == 4781 }) / Double(settled.count)
        }
      }
    }
    let incident = shares(try await Sample(options))
    #expect((0.6...0.8).contains(incident[0][2]), "\(incident)")
    #expect(incident[0].indices.allSatisfy { $0 == 2 || incident[0][$0] < 0.05 }, "\(incident)")
    #expect(incident[1].allSatisfy { $0 < 0.05 }, "\(incident)")
    options.incident = nil
    #expect(shares(try await Sample(options)).joined().allSatisfy { $0 < 0.05 })
  }
}
