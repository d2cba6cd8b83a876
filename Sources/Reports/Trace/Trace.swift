/// What became of a message, or of those of a number, to be written in any format.
public protocol Trace: Sendable {
  /// The part of it that is a table, for machines.
  var rows: TraceRows { get }

  /// How many more rows there are than anybody reads, or asked for.
  var rowsLeftOut: Int64 { get }

  /// All of it as one JSON document, ended by a line feed.
  var json: [UInt8] { get }

  /// All of it for people, with times as the walls of the zone show them.
  func text(_ style: TableStyle) -> [UInt8]
}

extension MessageTrace: Trace {}
extension NumberTrace: Trace {}
