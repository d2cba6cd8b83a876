public import Callbacks
internal import Primitives

/// Error codes that somebody asks about by their numbers: for people a block each, in which nothing is
/// left out.
public struct NamedCodes: ListTable {
  private let table: CatalogueTable

  public init(_ codes: [ErrorCode]) {
    table = CatalogueTable(codes)
  }

  public var shownColumns: [TableColumn] { table.shownColumns }

  public var rows: [[Value]] { table.rows }

  public func text(_ style: TableStyle) -> [UInt8] {
    Array(rows.map { block($0, style) }.joined(separator: "\n").utf8)
  }

  /// The code and its name, what it means, and what else the catalogue has of it.
  private func block(_ row: [Value], _ style: TableStyle) -> String {
    var facts: [String: String] = [:]
    for (name, value) in zip(columnNames, row) { facts[name] = value.words }
    let name = facts["name"] ?? "not in the catalogue"
    var text = "\(facts["code"] ?? "")  \(name)\n"
    if let meaning = facts["meaning"] {
      text += "  " + meaning.wrapped(to: style.width, from: 2) + "\n"
    }
    var others = AlignedText([.init(""), .init("")], style, indent: 2)
    for column in shownColumns where !["code", "name", "meaning"].contains(column.name) {
      if let fact = facts[column.name] {
        others.row([column.heading.joined(separator: " "), fact])
      }
    }
    return text + others.shown.text
  }
}

extension Value {
  /// A text or a number of the catalogue; `nil` where it has none.
  fileprivate var words: String? {
    switch self {
    case .text(let bytes) where !bytes.isEmpty: String(decoding: bytes, as: UTF8.self)
    case .integer(let number): "\(number)"
    default: nil
    }
  }
}
