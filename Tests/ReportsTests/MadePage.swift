import Primitives
import Runs
import TestSupport

@testable import Reports

/// A page on some events, made as the program makes it.
struct MadePage {
  let text: String

  init(
    _ events: [String], reports: [ReportName] = [.delivery, .failures], bucket: Bucket = .hour,
    dimensions: [Dimension]? = nil, top: Int? = nil
  ) throws {
    let archive = ReadArchive(events.joined())
    let parameters = ReportParameters(
      reports: reports, bucket: bucket, dimensions: dimensions, top: top)
    var panels: [PagePanel: ReportSet] = [:]
    for panel in PagePanel.allCases {
      var own = panel.parameters(parameters, Coverage())
      if let ranking = own.ranking { own = try own.keepingGreatest(of: archive.counts(ranking)) }
      panels[panel] = try archive.reports(own)
    }
    let page = ReportPage(parameters, panels)
    let bytes = try written { sink throws(RunError) in try page.write(version: "1", to: sink) }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What stands under a heading that begins so.
  func section(_ title: String) -> Substring {
    text.components("<h2>").first { $0.hasPrefix(title) } ?? ""
  }

  /// The drawings, with what is written under them.
  var figures: [Substring] {
    text.components("<figure>").dropFirst().map { $0.components("</figure>")[0] }
  }

  /// How often something is in the page.
  func count(_ part: String) -> Int { text.components(part).count - 1 }
}

extension StringProtocol where SubSequence == Substring {
  /// The parts between the places where a text stands.
  func components(_ separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }

  /// The first cell of each row of the table in a section.
  var firstCells: [String] {
    components("<tr><td").dropFirst().map { row in
      String(row.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
    }
  }
}
