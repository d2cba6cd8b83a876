internal import Callbacks
internal import Lifecycles
internal import Primitives

/// What the value of a dimension must be, such as `carrier=Verizon,"a, b"` or `tag~spring-*`.
///
/// | text | holds for a value that is |
/// | --- | --- |
/// | `dimension=value,value` | one of them |
/// | `dimension!=value,value` | none of them |
/// | `dimension~glob,glob` | matched by one of them |
///
/// Values are compared as they are shown, exact in case. A missing one is shown as nothing, and so is
/// compared as an empty text. Numbers may be written as events may have them: a phone number without its
/// plus, an error code of three digits. A value with a comma stands in double quotes, in which a quote is
/// doubled; without quotes around it, a value is taken as it stands, blanks included.
public struct Condition: Sendable {
  enum Relation: String {
    case isOneOf = "="
    case isNoneOf = "!="
    case matches = "~"
  }

  /// Whose value is compared.
  public let dimension: Dimension
  let relation: Relation
  /// As they are shown, but for globs.
  private let values: [String]
  private let test: TextTest
  /// By word, where all values of the dimension are known.
  private var decisions: [Bool] = []

  /// Reads a condition.
  ///
  /// - Throws: ``ConditionError`` with what is wrong, and what would be right.
  public init(_ text: String) throws(ConditionError) {
    let bytes = Array(text.utf8)
    guard let sign = bytes.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "~") })
    else { throw .noOperator(text) }
    var end = sign
    let isNegated = sign > 0 && bytes[sign - 1] == UInt8(ascii: "!")
    if bytes[sign] == UInt8(ascii: "~") {
      guard !isNegated else { throw .noOperator(text) }
      relation = .matches
    } else if isNegated {
      relation = .isNoneOf
      end -= 1
    } else {
      relation = .isOneOf
    }
    do throws(DimensionError) {
      dimension = try Dimension(named: String(decoding: bytes[..<end], as: UTF8.self))
    } catch {
      throw .dimension(error)
    }
    let written = try ValueList.values(of: bytes[(sign + 1)...])
    if relation == .matches {
      values = written
    } else {
      let dimension = dimension
      values = try written.map { value throws(ConditionError) in try dimension.shownForm(of: value)
      }
    }
    test = relation == .matches ? .globs(try values.map(Glob.init)) : TextTest(isOneOf: values)
    decisions = dimension.knownTexts?.map { decide($0.span) } ?? []
  }

  /// Whether the condition holds for a lifecycle, which goes by its number in the message.
  ///
  /// Nothing is allocated unless a text is not ASCII.
  func holds(for message: Message, _ lifecycle: Int, _ pool: TextPool) -> Bool {
    let word = dimension.word(message, lifecycle, pool)
    guard decisions.isEmpty else { return decisions[Int(word)] }
    return dimension.withText(of: word, pool) { decide($0) }
  }

  private func decide(_ text: Span<UInt8>) -> Bool {
    test.holds(for: text) != (relation == .isNoneOf)
  }
}

extension Dimension {
  /// A value as it is shown.
  ///
  /// - Throws: ``ConditionError`` for one that the dimension never has.
  fileprivate func shownForm(of value: String) throws(ConditionError) -> String {
    if let known = knownTexts?.map({ String(decoding: $0, as: UTF8.self) }) {
      guard !known.contains(value) else { return value }
      throw .unknownValue(value, of: self, known.filter { !$0.isEmpty })
    }
    switch self {
    case _ where holdsNumbers:
      return String(decoding: PhoneNumber.normalForm(of: Array(value.utf8)), as: UTF8.self)
    case .errorCode, .segmentCount, .groupSize:
      guard !value.isEmpty else { return value }
      guard let number = Int64(value) else { throw .noWholeNumber(value, of: self) }
      return String(self == .errorCode ? ErrorCode.completed(number) : number)
    default:
      return value
    }
  }
}

extension Condition: CustomStringConvertible {
  /// The condition, written so that it reads back as the same.
  public var description: String { shown(nil) }

  /// The condition as outputs show it; of one on numbers, whole or globs, with their tokens.
  func shown(_ redaction: Redaction?) -> String {
    var values = values
    if let redaction, dimension.holdsNumbers {
      values = values.map { value in
        String(decoding: redaction.token(for: Array(value.utf8).span), as: UTF8.self)
      }
    }
    return dimension.rawValue + relation.rawValue + ValueList.text(of: values)
  }
}

/// What the texts of values are compared with.
private enum TextTest {
  /// Some may have U+FFFD, which bytes that are not UTF-8 are shown as.
  ///
  /// In a box, since conditions are copied for every lifecycle.
  indirect case texts(TextSet, haveReplacement: Bool)
  case globs([Glob])

  init(isOneOf texts: [String]) {
    self = .texts(
      TextSet(texts.map { Array($0.utf8) }),
      haveReplacement: texts.contains { $0.unicodeScalars.contains("\u{FFFD}") })
  }

  /// Whether the test holds for a text as archived.
  func holds(for text: Span<UInt8>) -> Bool {
    switch self {
    case .texts(let texts, let haveReplacement):
      if texts.contains(text) { return true }
      // Only what is shown with a replacement can equal a text that has one.
      guard haveReplacement, !text.isASCII else { return false }
      let shown = text.repairedUTF8
      return texts.contains(shown.span)
    case .globs(let globs):
      if text.isASCII { return globs.contains { $0.matches(text) } }
      let shown = text.repairedUTF8
      return globs.contains { $0.matches(shown.span) }
    }
  }
}

extension Span<UInt8> {
  fileprivate var isASCII: Bool {
    var offset = 0
    while count - offset >= 8 {
      guard word(at: offset) & 0x8080_8080_8080_8080 == 0 else { return false }
      offset += 8
    }
    while offset < count {
      guard self[offset] < 0x80 else { return false }
      offset += 1
    }
    return true
  }

  fileprivate var repairedUTF8: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(self)
    return bytes.repairedUTF8
  }
}
