import Reports
import Testing

struct SetFilesTests {
  private static let manifest = """
    {
      "schema": "waybill/manifest/1",
      "inputs": [
        {"archive": "\\n  \\"files\\": [\\n    \\"mine\\""}
      ],
      "files": [
        "failures.csv",
        "report.json"
      ]
    }

    """

  @Test func `a manifest lists the files of its set`() {
    let day = Self.manifest.replacing("waybill/manifest/1", with: "waybill/day/1")
    for text in [Self.manifest, day] {
      #expect(SetFiles.names(ofManifest: Array(text.utf8)) == ["failures.csv", "report.json"])
    }
  }

  @Test func `one that is cut, or of somebody else, lists nothing`() {
    let bytes = Array(Self.manifest.utf8)
    for count in 0..<bytes.count {
      #expect(SetFiles.names(ofManifest: Array(bytes.prefix(count))) == nil, "\(count)")
    }
    for other in ["mine/1", "waybill/report/1"] {
      let text = Self.manifest.replacing("waybill/manifest/1", with: other)
      #expect(SetFiles.names(ofManifest: Array(text.utf8)) == nil)
    }
  }
}
