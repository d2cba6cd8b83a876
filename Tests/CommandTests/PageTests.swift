import Foundation
import Primitives
import TestSupport
import Testing

/// The page of `--format html`, made by the program and, where it is installed, seen by Chromium.
@Suite(.timeLimit(.minutes(30))) struct PageTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func page(_ arguments: String...) throws -> String {
    let finished = try sandbox.run(["report"] + arguments + ["--format", "html", "--quiet"])
    #expect(finished.error == "")
    return finished.output
  }

  /// Writes an archive of one failed message.
  private func write(application: String, tag: String, description: String) throws {
    let event: [String: Any] = [
      "type": "message-failed", "time": "2024-03-05T10:00:05Z", "to": "+15550001111",
      "errorCode": 4720, "description": description,
      "message": [
        "id": "1709632800000aaaabbbbccccdddd", "time": "2024-03-05T10:00:00Z", "tag": tag,
        "applicationId": application, "direction": "out", "channel": "SMS",
        "from": "+15550002222", "to": ["+15550001111"], "segmentCount": 1,
      ],
    ]
    let line = try JSONSerialization.data(withJSONObject: [event])
    try sandbox.scratch.write(line + [0x0A], to: "hostile.ndjson")
  }

  @Test func `the page says by which outcomes are decided`() throws {
    func lead(_ options: String) throws -> String {
      let page = try sandbox.shell("waybill report traffic --format html \(options)")
      return try String(#require(page.output.firstMatch(of: /class="lead">([^<]*)</)).1)
    }
    let start = "2024-03-05 09:00:01Z"
    #expect(try lead("") == "the archives cover \(start) to 2024-03-05 23:59:59Z")
    let decided = try lead("--mms-receipts off --as-of 2024-03-09")
    #expect(
      decided == """
        the archives begin at \(start), and are looked at as of 2024-03-09 00:00:00Z; receipts for MMS \
        are taken to be off
        """)
  }

  @Test func `a page needs nothing else and lets nothing else in`() throws {
    let page = try page("traffic")
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("@import"))
    #expect(!page.contains(" style=") && !page.contains(" onclick="), "the policy forbids them")
    #expect(page.contains("default-src &#39;none&#39;"))
    for element in ["style", "script"] {
      let content = try #require(
        page.split(separator: "<\(element)>").last?.split(separator: "</\(element)>").first)
      try sandbox.scratch.write(Array(content.utf8), to: element)
      let sum = try sandbox.shell("sha256sum <\(element)").output.prefix(64)
      let bytes = stride(from: 0, to: 64, by: 2).compactMap { offset in
        UInt8(sum.dropFirst(offset).prefix(2), radix: 16)
      }
      let hash = String(decoding: Base64.encode(bytes), as: UTF8.self)
      #expect(page.contains("\(element)-src &#39;sha256-\(hash)&#39;"), "the hash of \(element)")
    }
  }

  @Test func `nothing from an archive is markup`() throws {
    let script = "</script><script>document.title='run'</script>"
    try write(
      application: "\(script)\"'&", tag: "\u{202E}\u{1B}[31m<img src=x onerror=run()>",
      description: script)
    for arguments in [["hostile.ndjson"], ["hostile.ndjson", "--by", "tag,application"]] {
      let finished = try sandbox.run(["report"] + arguments + ["--format", "html", "--quiet"])
      let page = finished.output
      #expect(page.split(separator: "<script>", omittingEmptySubsequences: false).count == 2)
      #expect(!page.contains("<img") && !page.contains("\u{1B}") && !page.contains("\u{202E}"))
      #expect(page.contains("&lt;/script&gt;&lt;script&gt;document.title=&#39;run&#39;"))
    }
  }

  @Test func `a page tells the numbers of the reports`() throws {
    let page = try page("traffic")
    let delivery = try sandbox.run(
      "report", "traffic", "--report", "delivery", "--bucket", "none", "--by", "none", "--format",
      "ndjson", "--quiet"
    ).output
    let row = try #require(
      try JSONSerialization.jsonObject(with: Data(delivery.utf8)) as? [String: Any])
    for (name, column) in [
      ("recipients", "recipients"), ("delivered", "delivered"), ("handed off", "handed_off"),
      ("failed", "failed"), ("in flight", "in_flight"),
    ] {
      let count = try #require(row[column] as? Int)
      #expect(page.contains("<span>\(name)</span>\n<b>\(count)</b>"), "\(name)")
    }
    for title in ["Delivery over time", "Failures by code", "Inbound", "The archives"] {
      #expect(page.contains("<h2>\(title)</h2>"))
    }
  }

  @Test func `a page has only what was asked for`() throws {
    let page = try page("traffic", "--report", "failures", "--report", "quality")
    #expect(page.contains("<h2>Failures by code</h2>") && page.contains("<h2>The archives</h2>"))
    #expect(!page.contains("<h2>Delivery over time</h2>") && !page.contains("<h2>Inbound</h2>"))
  }

  @Test func `a page is the same however it is made`() throws {
    let expected = try page("traffic")
    #expect(try page("traffic", "--jobs", "1", "--memory", "32MB") == expected)
    _ = try sandbox.run(
      "report", "traffic", "--output", "out", "--format", "html", "--format", "csv", "--quiet")
    #expect(try sandbox.text("out/report.html") == expected)
    #expect(try sandbox.text("out/manifest.json").contains("\"report.html\""))
    _ = try sandbox.run("report", "traffic", "--output", "out", "--quiet")
    #expect(try !sandbox.names(in: "out").contains("report.html"), "it belongs to the older set")
  }

  @Test func `nothing at all is a page as well`() throws {
    let page = try page("traffic", "--since", "2030-01-01")
    #expect(page.contains("No outbound messages."))
    #expect(!page.contains("\"nan\"") && !page.contains("\"inf\""))
  }

  private static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Chromium says on standard error what its console would show, refusals of the policy included.
  @Test(
    .enabled(if: chromium != nil, "Chromium is not installed"), arguments: ["traffic", "hostile"])
  func `a browser shows the page without a complaint`(kind: String) throws {
    let chromium = try #require(Self.chromium)
    try write(
      application: "<script>document.title='run'</script>", tag: "t", description: "d")
    let page = try page(kind == "traffic" ? "traffic" : "hostile.ndjson")
    try sandbox.scratch.write(Array(page.utf8), to: "page.html")
    let seen = try sandbox.shell(
      """
      timeout 120 \(chromium) --headless --no-sandbox --disable-gpu --user-data-dir=profile \
      --enable-logging=stderr --dump-dom "file://$PWD/page.html"
      """)
    #expect(seen.output.contains("<title>Messages delivered, handed off and failed</title>"))
    #expect(seen.output.contains("<svg") && seen.output.contains("</html>"))
    #expect(!seen.error.contains("CONSOLE"), "\(seen.error)")
  }
}
