/// What is wrong about a condition.
public enum ConditionError: Error, Equatable, Sendable {
  case noOperator(String)
  case dimension(DimensionError)
  /// A value that its dimension never has, and all that it has.
  case unknownValue(String, of: Dimension, [String])
  case noWholeNumber(String, of: Dimension)
  /// The list in which a quote is opened and not closed.
  case unclosedQuote(String)
  /// The list in which a quote is closed, and neither a comma nor the end follows.
  case textBehindQuote(String)
  /// The glob in which a bracket is opened and not closed.
  case unclosedBracket(String)
  /// The glob in which the end of a range comes before its beginning.
  case backwardRange(String)
}

extension ConditionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noOperator(let text):
      """
      \(text.debugDescription) is no condition; write dimension=value, dimension!=value or \
      dimension~glob
      """
    case .dimension(let error):
      "\(error)"
    case .unknownValue(let value, let dimension, let known):
      "\(dimension.rawValue) is never \(value.debugDescription); it is \(known.joined(separator: ", "))"
    case .noWholeNumber(let value, let dimension):
      """
      \(dimension.rawValue) is never \(value.debugDescription); it is a whole number of at most 64 bits, \
      or empty
      """
    case .unclosedQuote(let list):
      """
      a quote in \(list.debugDescription) is not closed; write "a, b" for a value with a comma, \
      and "" for a quote in it
      """
    case .textBehindQuote(let list):
      "in \(list.debugDescription) a closing quote is followed by neither a comma nor the end"
    case .unclosedBracket(let glob):
      """
      a bracket in \(glob.debugDescription) is not closed; write [abc], [a-z], [!abc], or [[] for \
      a bracket, and a glob with a comma in double quotes
      """
    case .backwardRange(let glob):
      "a range in \(glob.debugDescription) goes backwards; write it like [a-z]"
    }
  }
}
