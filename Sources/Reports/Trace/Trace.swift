/// What became of a message, or of those of a number, to be written in any format.
public protocol Trace: Sendable {
  associatedtype Rows: ListTable

  /// The part of it that is a table, for machines.
  var rows: Rows { get }

  /// All of it as one JSON document, ended by a line feed.
  var json: [UInt8] { get }

  /// All of it for people, with times as the walls of the zone show them.
  func text(_ style: TableStyle) -> [UInt8]
}

extension MessageTrace: Trace {}
extension NumberTrace: Trace {}
