internal import Primitives

extension PageTable {
  /// Writes the rows as a table that can be sorted by a click on a heading.
  ///
  /// - Parameters:
  ///   - shown: The columns, in order; those that are empty in all rows are left out.
  ///   - bar: A column beside whose numbers a bar shows how they compare.
  ///   - html: Takes the table.
  func write(_ shown: [String], bar: String? = nil, to html: inout HTMLWriter) {
    let shown = shown.filter { column in
      columns.contains(column) && rows.contains { !value(column, in: $0).isMissing }
    }
    guard !shown.isEmpty else {
      html.leaf("p", "Nothing to show.", ["class": "none"])
      return
    }
    let greatest = bar.map { bar in rows.map { count(bar, in: $0) }.max() ?? 0 } ?? 0
    html.element("div", ["class": "scroll"]) { html in
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for column in shown { heading(column, to: &html) }
          }
        }
        html.element("tbody") { html in
          for row in rows {
            html.element("tr") { html in
              for column in shown {
                cell(column, row, barOf: column == bar ? greatest : 0, to: &html)
              }
            }
          }
        }
      }
    }
    if let note { html.leaf("p", note, ["class": "note"]) }
  }

  private func heading(_ column: String, to html: inout HTMLWriter) {
    let isText = rows.allSatisfy { row in
      switch value(column, in: row) {
      case .text, .missing, .boolean, .instant: true
      default: false
      }
    }
    let unit = Self.unit(column)
    let words = column.dropLast(unit.count).split(separator: "_").joined(separator: " ")
    html.element("th", ["scope": "col", "class": isText ? "text" : "number"]) { html in
      html.leaf("button", words, ["type": "button"])
    }
  }

  /// The unit at the end of a name, which the values bring along.
  private static func unit(_ column: String) -> String {
    ["_ms", "_s"].first { column.hasSuffix($0) } ?? ""
  }

  private static func meaning(_ column: String) -> Value.Meaning {
    if column.hasSuffix("_ms") { return .milliseconds }
    return column == "error_code" ? .code : .count
  }

  private func cell(
    _ column: String, _ row: [Value], barOf greatest: Int64, to html: inout HTMLWriter
  ) {
    let value = value(column, in: row)
    let text = value.pageText(Self.meaning(column))
    switch value {
    case .text, .missing, .boolean:
      html.leaf("td", text, ["class": value.isMissing ? "none" : "text"])
    case .instant:
      html.leaf("td", text, ["class": "time"])
    default:
      html.element("td", ["class": "number", "data-key": value.pageSortKey]) { html in
        if greatest > 0, case .integer(let number) = value {
          html.leaf("meter", "", ["min": "0", "max": "\(greatest)", "value": "\(number)"])
        }
        html.text(text)
      }
    }
  }
}
