/// A pattern for whole texts: `*` is any text, `?` any one character, `[a-z]` one of some, `[!a-z]`
/// one of all others.
///
/// A character is a Unicode scalar. A `]` right behind the opening, and a `-` at either end, stand for
/// themselves.
struct Glob: Sendable {
  private enum Step {
    case byte(UInt8)
    case anyScalar
    case oneOf([ClosedRange<UInt32>], isNegated: Bool)
    case anyText
  }

  private let steps: [Step]

  /// - Throws: ``ConditionError/unclosedBracket(_:)`` and ``ConditionError/backwardRange(_:)``.
  init(_ text: String) throws(ConditionError) {
    var steps: [Step] = []
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": steps.append(.anyText)
      case "?": steps.append(.anyScalar)
      case "[": steps.append(try Self.set(&rest, of: text))
      default: steps += String(scalar).utf8.map(Step.byte)
      }
    }
    self.steps = steps
  }

  /// Reads what stands behind an opening bracket, and the closing one.
  private static func set(
    _ rest: inout Substring.UnicodeScalarView, of glob: String
  ) throws(ConditionError) -> Step {
    var ranges: [ClosedRange<UInt32>] = []
    let isNegated = rest.first == "!"
    if isNegated { rest.removeFirst() }
    while let first = rest.popFirst() {
      if first == "]", !ranges.isEmpty { return .oneOf(ranges, isNegated: isNegated) }
      var last = first
      if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
        rest.removeFirst(2)
        last = end
      }
      guard first <= last else { throw .backwardRange(glob) }
      ranges.append(first.value...last.value)
    }
    throw .unclosedBracket(glob)
  }

  /// Whether the pattern matches all of a text.
  ///
  /// - Precondition: The text is UTF-8.
  /// - Complexity: O(`text.count` × length of the pattern), for only the last `*` is ever tried anew.
  func matches(_ text: Span<UInt8>) -> Bool {
    var (step, position) = (0, 0)
    // Behind the last `*`, and where what it takes ends for now.
    var retry: (step: Int, position: Int)?
    while true {
      if step == steps.count, position == text.count { return true }
      if step < steps.count {
        if case .anyText = steps[step] {
          step += 1
          retry = (step, position)
          continue
        }
        if position < text.count, let end = end(of: steps[step], in: text, at: position) {
          (step, position) = (step + 1, end)
          continue
        }
      }
      guard let last = retry, last.position < text.count else { return false }
      position = last.position + text.scalarByteCount(at: last.position)
      step = last.step
      retry = (step, position)
    }
  }

  /// Where what a step takes ends; `nil` when it takes something else.
  private func end(of step: Step, in text: Span<UInt8>, at position: Int) -> Int? {
    switch step {
    case .byte(let byte):
      return text[position] == byte ? position + 1 : nil
    case .anyScalar:
      return position + text.scalarByteCount(at: position)
    case .oneOf(let ranges, let isNegated):
      let scalar = text.scalar(at: position)
      let isMember = ranges.contains { $0.contains(scalar) }
      return isMember != isNegated ? position + text.scalarByteCount(at: position) : nil
    case .anyText:
      return position
    }
  }
}

// Scalars of what is known to be UTF-8.
extension Span<UInt8> {
  fileprivate func scalarByteCount(at position: Int) -> Int {
    switch self[position] {
    case ..<0x80: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  fileprivate func scalar(at position: Int) -> UInt32 {
    let length = scalarByteCount(at: position)
    guard length > 1 else { return UInt32(self[position]) }
    var scalar = UInt32(self[position]) & (0xFF >> UInt32(length + 1))
    for index in position + 1..<position + length {
      scalar = scalar << 6 | UInt32(self[index] & 0x3F)
    }
    return scalar
  }
}
