import Foundation
import Generator
import Primitives
import TestSupport
import Testing

/// The archives of one execution, read back with Foundation.
struct Sample {
  struct Event {
    /// Which archive, from 0.
    let hour: Int
    let line: String
    let object: [String: any Sendable]
    let message: [String: any Sendable]

    var type: String { object["type"] as? String ?? "" }
    var to: String { object["to"] as? String ?? "" }
    var time: Timestamp? { timestamp(object["time"]) }
    var arrival: Timestamp? { timestamp(object["@timestamp"]) }
    var errorCode: Int? { object["errorCode"] as? Int }
    var id: String { message["id"] as? String ?? "" }
    var created: Timestamp? { timestamp(message["time"]) }
    var recipients: [String] { message["to"] as? [String] ?? [] }
    var from: String { message["from"] as? String ?? "" }
    var text: String { message["text"] as? String ?? "" }
    var application: String { message["applicationId"] as? String ?? "" }

    private func timestamp(_ value: (any Sendable)?) -> Timestamp? {
      Timestamp(rfc3339: Array((value as? String ?? "").utf8).span)
    }
  }

  let options: GeneratorOptions
  let summary: GeneratorSummary
  let events: [Event]

  /// Generates archives and expects every line to be what was asked for.
  init(_ options: GeneratorOptions, jobs: Int = 2) async throws {
    let scratch = try Scratch()
    self.options = options
    summary = try await Generator(options).write(to: scratch.path("out"), jobs: jobs)
    var events: [Event] = []
    for (hour, file) in summary.files.enumerated() {
      let bytes = try gunzip(scratch.url.appending(path: "out/\(file.name)"))
      #expect(Int64(bytes.count) == file.bytes, "\(file.name)")
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let value = try JSONSerialization.jsonObject(with: Data(line))
        let array = options.hasArrivalStamps ? [value] : try #require(value as? [Any])
        #expect(array.count == 1)
        let object = try #require(array.first as? [String: any Sendable])
        events.append(
          Event(
            hour: hour, line: String(decoding: line, as: UTF8.self), object: object,
            message: try #require(object["message"] as? [String: any Sendable])))
      }
    }
    self.events = events
    #expect(events.count == summary.events)
  }

  /// The file names with their bytes, compressed.
  static func files(_ options: GeneratorOptions, jobs: Int) async throws -> [String: Data] {
    let scratch = try Scratch()
    _ = try await Generator(options).write(to: scratch.path("out"), jobs: jobs)
    let folder = scratch.url.appending(path: "out")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, try Data(contentsOf: folder.appending(path: name)))
      })
  }

  /// A day and a bit with everything that makes archives hard, shared by the tests.
  static let dirty = Task { try await Sample(GeneratorOptions(hours: 30, targetBytes: 8_000_000)) }

  /// The same without.
  static let clean = Task {
    var options = GeneratorOptions(hours: 30, targetBytes: 4_000_000)
    options.isClean = true
    return try await Sample(options)
  }
}
