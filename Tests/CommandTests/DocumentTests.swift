import Foundation
import TestSupport
import Testing

/// The members of the objects in a JSON document, in the order in which they are written.
private struct MemberOrder {
  /// By the path of the object, such as `reports.delivery`; of an array, those of its first element.
  var names: [String: [String]] = [:]

  /// Reads a document with one member a line and two blanks a level; a row stands on one line.
  init(_ text: String) {
    var path: [String] = []
    for line in text.split(separator: "\n") {
      let depth = line.prefix { $0 == " " }.count / 2
      if line.contains("{\"") {
        let key = path.prefix(depth - 1).joined(separator: ".")
        let row = line.matches(of: #/"([a-z0-9_]+)": /#).map { String($0.output.1) }
        if names[key] == nil { names[key] = row }
        continue
      }
      let parts = line.split(separator: "\"", maxSplits: 2)
      guard parts.count == 3, parts[2].hasPrefix(": ") else { continue }
      path = Array(path.prefix(depth - 1))
      path += Array(repeating: "", count: depth - 1 - path.count)
      let key = path.filter { !$0.isEmpty }.joined(separator: ".")
      let name = String(parts[1])
      if !(names[key] ?? []).contains(name) { names[key, default: []].append(name) }
      path.append(name)
    }
  }
}

@Suite(.timeLimit(.minutes(30))) struct DocumentTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    _ = try sandbox.run("report", "traffic", "--output", "out", "--since", "2024-03-05")
  }

  private func object(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: sandbox.scratch.url.appending(path: name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private static let accounting = [
    "archives", "compressed_bytes", "bytes", "lines", "blank_lines", "values", "callbacks",
    "foreign", "malformed", "events", "unique_events", "duplicates", "unknown_type_events",
    "recipient_unknown", "lifecycles", "messages",
  ]

  @Test func `the reports are one JSON document`() throws {
    let document = try object("out/report.json")
    #expect(document["schema"] as? String == "waybill/report/1")
    let reports = try #require(document["reports"] as? [String: [[String: Any]]])
    #expect(reports.mapValues(\.count)["delivery"] == 5)
    let row = try #require(reports["delivery"]?.first)
    #expect(row["application"] as? String == "=cmd(\"beta\")", "no guard against formulas")
    #expect(row["provisional"] as? Bool == true)
    #expect(row["latency_max_ms"] is NSNull)
    #expect(row["contradictory"] as? Int == 1)
    let missing = try #require(reports["delivery"]?[3])
    #expect(missing["application"] is NSNull)
    #expect(missing["delivery_rate"] is NSNull)
    let coverage = try #require(document["coverage"] as? [String: String])
    #expect(
      coverage == ["start": "2024-03-05T09:00:01.500Z", "end": "2024-03-05T23:59:59.000Z"])
    let parameters = try #require(document["parameters"] as? [String: Any])
    #expect(parameters["since"] as? String == "2024-03-05T00:00:00.000Z")
  }

  @Test func `members are in the order of the contract`() throws {
    let names = MemberOrder(try sandbox.text("out/report.json")).names
    #expect(names[""] == ["schema", "parameters", "coverage", "accounting", "reports"])
    #expect(names["accounting"] == Self.accounting)
    #expect(
      names["reports"] == [
        "delivery", "failures", "mms-group", "inbound", "redelivery", "quality",
      ])
    for report in names["reports"] ?? [] {
      let header = try sandbox.text("out/\(report).csv").prefix { $0 != "\n" }
      let columns = header.split(separator: ",").map(String.init)
      #expect(names["reports.\(report)"] == columns)
    }
  }

  @Test func `rows of both formats are the same`() throws {
    let reports = try #require(object("out/report.json")["reports"] as? [String: [Any]])
    for (report, rows) in reports {
      let lines = try sandbox.text("out/\(report).csv").split(separator: "\n")
      #expect(lines.count == rows.count + 1, "\(report)")
    }
  }

  @Test func `the manifest names inputs, totals and files`() throws {
    let manifest = try object("out/manifest.json")
    let document = try object("out/report.json")
    for member in ["parameters", "coverage", "accounting"] {
      let (a, b) = (manifest[member] as? NSDictionary, document[member] as? NSDictionary)
      #expect(a != nil && a == b)
    }
    #expect(manifest["version"] as? String == "0.1.0")
    let files = try #require(manifest["files"] as? [String])
    #expect(Set(files + ["manifest.json"]) == Set(try sandbox.names(in: "out")))
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    #expect(
      inputs.map { $0["archive"] as? String }
        == ["traffic/inbound.ndjson", "traffic/outbound.ndjson"])
    for input in inputs {
      let name = try #require(input["archive"] as? String)
      // The size and the CRC-32 as gzip would store it, from its last eight bytes.
      let trailer = try sandbox.shell("gzip -c \(name) | tail -c 8 | od -An -tx4").output
      let words = trailer.split(whereSeparator: \.isWhitespace)
      #expect(input["crc32"] as? String == words.first.map(String.init))
      #expect(input["compressed_bytes"] as? Int == words.last.flatMap { Int($0, radix: 16) })
    }
  }

  @Test func `accounting balances`() throws {
    _ = try sandbox.run("report", "mixed", "traffic", "--output", "all")
    let document = try object("all/report.json")
    let accounting = try #require(document["accounting"] as? [String: Int])
    func total(_ names: String...) -> Int { names.reduce(0) { $0 + (accounting[$1] ?? -1) } }
    #expect(total("values") == total("callbacks", "foreign", "malformed"))
    #expect(total("events") == total("unique_events", "duplicates"))
    let reports = try #require(document["reports"] as? [String: [[String: Any]]])
    let quality = try #require(reports["quality"])
    func sum(_ column: String) -> Int { quality.reduce(0) { $0 + ($1[column] as? Int ?? -1) } }
    #expect(quality.count == total("archives"))
    for column in [
      "compressed_bytes", "bytes", "lines", "events", "malformed", "foreign", "recipient_unknown",
    ] {
      #expect(sum(column) == total(column), "\(column)")
    }
    #expect(sum("unknown_types") == total("unknown_type_events"))
    let redelivery = try #require(reports["redelivery"])
    #expect(redelivery.reduce(0) { $0 + ($1["events"] as? Int ?? -1) } == total("events"))
  }

  @Test func `no text of a message is in any output`() throws {
    #expect(try sandbox.text("traffic/inbound.ndjson").contains("still open"))
    for name in try sandbox.names(in: "out") {
      let text = try sandbox.text("out/\(name)")
      #expect(!text.contains("still open") && !text.contains("all of you"), "\(name)")
    }
  }
}
