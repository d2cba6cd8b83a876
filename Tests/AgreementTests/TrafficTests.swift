import Archives
import Generator
import Oracle
import TestSupport
import Testing

/// Agreement on traffic as it is in production.
@Suite struct TrafficTests {
  static let now: Int64 = 1_800_000_000_000

  static let options: [OracleOptions] = [
    OracleOptions(now: now),
    OracleOptions(now: now, bucket: "none", mmsReceipts: "on"),
    OracleOptions(now: now, bucket: "1d", timezone: "Europe/Berlin", mmsReceipts: "off"),
    OracleOptions(
      now: now, since: 1_795_140_000_000, until: 1_795_180_000_000, bucket: "15m",
      timezone: "Asia/Kathmandu", asOf: 1_795_500_000_000),
  ]

  @Test(arguments: 0..<options.count, [false, true])
  func `program and oracle agree`(option: Int, hasArrivalStamps: Bool) async throws {
    let scratch = try Scratch()
    var options = GeneratorOptions(seed: UInt64(option), hours: 26, targetBytes: 400_000)
    options.hasArrivalStamps = hasArrivalStamps
    let summary = try await Generator(options).write(to: scratch.path("logs"), jobs: 2)
    let archives = try summary.files.map { file in
      let source = try Discovery.archives(in: [scratch.path("logs/\(file.name)")])[0]
      var text: [UInt8] = []
      _ = ArchiveReader.read(source) { window, _ in
        for index in window.indices { text.append(window[index]) }
        return window.count
      }
      return text
    }
    try await expectAgreement(archives, Question(Self.options[option], spills: hasArrivalStamps))
  }
}
