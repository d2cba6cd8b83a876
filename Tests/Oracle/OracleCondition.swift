/// A condition as the contract describes it; one that is wrong is the caller's mistake.
struct OracleCondition {
  var dimension: String
  var sign: String
  var values: [[Unicode.Scalar]]

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let name = scalars.prefix { $0 != "=" && $0 != "~" && $0 != "!" }
    let rest = scalars.dropFirst(name.count)
    let signCount = rest.first == "!" ? 2 : 1
    dimension = Self.text(name)
    sign = Self.text(rest.prefix(signCount))
    values = Self.values(Array(rest.dropFirst(signCount)))
  }

  func holds(for item: some OracleItem) -> Bool {
    let shown = shownText(item.keyPart(dimension))
    switch sign {
    case "=": return values.contains(shown)
    case "!=": return !values.contains(shown)
    default: return values.contains { isMatch($0[...], shown[...]) }
    }
  }

  private func shownText(_ part: OracleKeyPart) -> [Unicode.Scalar] {
    switch part {
    case .missing: []
    case .number(let number): Array(String(number).unicodeScalars)
    case .text(let bytes): Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    case .period(_, _, let printed): Array(printed.unicodeScalars)
    case .other: Array("other".unicodeScalars)
    }
  }

  /// Cuts a list at the commas that are not between quotes.
  private static func values(_ list: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var values: [[Unicode.Scalar]] = [[]]
    var isQuoted = false
    var index = 0
    while index < list.count {
      let scalar = list[index]
      let startsValue = index == 0 || !isQuoted && list[index - 1] == ","
      if scalar == "\"", isQuoted, index + 1 < list.count, list[index + 1] == "\"" {
        values[values.count - 1].append(scalar)
        index += 1
      } else if scalar == "\"", isQuoted || startsValue {
        isQuoted.toggle()
      } else if scalar == ",", !isQuoted {
        values.append([])
      } else {
        values[values.count - 1].append(scalar)
      }
      index += 1
    }
    return values
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

/// Whether a glob matches all of a text: tries everything.
private func isMatch(
  _ glob: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>
) -> Bool {
  guard let first = glob.first else { return text.isEmpty }
  let rest = glob.dropFirst()
  if first == "*" {
    return isMatch(rest, text) || !text.isEmpty && isMatch(glob, text.dropFirst())
  }
  guard let scalar = text.first else { return false }
  switch first {
  case "?":
    return isMatch(rest, text.dropFirst())
  case "[":
    let isNegated = rest.first == "!"
    var members = rest.dropFirst(isNegated ? 1 : 0)
    // The first member may be a closing bracket.
    let end = members.dropFirst().firstIndex(of: "]") ?? members.endIndex
    let behind = glob[end...].dropFirst()
    members = members[..<end]
    var isMember = false
    while let low = members.popFirst() {
      if members.first == "-", members.count > 1 {
        let high = members[members.startIndex + 1]
        members = members.dropFirst(2)
        if low <= scalar, scalar <= high { isMember = true }
      } else if low == scalar {
        isMember = true
      }
    }
    return isMember != isNegated && isMatch(behind, text.dropFirst())
  default:
    return first == scalar && isMatch(rest, text.dropFirst())
  }
}
