/// What tells a part of a table from the rest, on terminals that have colours.
enum TableColor {
  case plain, bold, faint, good, doubtful, bad

  /// Select Graphic Rendition of ECMA-48.
  var sequence: StaticString? {
    switch self {
    case .plain: nil
    case .bold: "\u{1B}[1m"
    case .faint: "\u{1B}[2m"
    case .good: "\u{1B}[32m"
    case .doubtful: "\u{1B}[33m"
    case .bad: "\u{1B}[31m"
    }
  }

  static let end: StaticString = "\u{1B}[0m"
}

extension TableColor {
  /// The colour of a value, in a column of which so much was found.
  init(_ value: Value, _ column: TableColumn, _ found: TableMeasure.Column) {
    self =
      switch (column.look.tone, value) {
      case (_, let value) where value.isMissing || value == .integer(0): .faint
      case (.trouble, .integer): .doubtful
      case (.status, .text(let status)):
        status == Array("ok".utf8) ? .good : status == Array("empty".utf8) ? .doubtful : .bad
      case (.rate, .ratio(let numerator, let denominator)):
        Self.ofRate(numerator, denominator, found)
      default: .plain
      }
  }

  /// Compares what a rate lacks of the whole with what the rate of all rows lacks.
  ///
  /// Twice as much and five points more is bad, half as much again and one point more is doubtful.
  private static func ofRate(
    _ numerator: Int64, _ denominator: Int64, _ found: TableMeasure.Column
  ) -> TableColor {
    guard denominator > 0, found.denominator > 0 else { return .plain }
    let lack = 1 - Double(numerator) / Double(denominator)
    let usual = 1 - Double(found.numerator) / Double(found.denominator)
    if lack >= 2 * usual, lack >= usual + 0.05 { return .bad }
    return lack >= 1.5 * usual && lack >= usual + 0.01 ? .doubtful : .good
  }
}
