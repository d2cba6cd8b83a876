internal import Lifecycles
internal import Primitives

/// How rows are written, one a line.
public enum RowFormat: String, CaseIterable, Sendable {
  case csv, ndjson
}

/// Rows as they are written, field by field.
///
/// The fast kin of ``CSVWriter`` and ``JSONWriter``, which spell out whatever is not plain: nothing is
/// allocated for a field, and a text that needs neither quotes nor escapes is only looked through.
struct RowBytes: Sendable {
  private(set) var bytes: [UInt8] = []
  private let format: RowFormat
  /// What comes before each field of NDJSON: the name of the member.
  private let leads: [[UInt8]]
  private var day = RowDay()

  init(_ format: RowFormat, _ columns: [String]) {
    self.format = format
    leads = columns.enumerated().map { index, name in
      Array("\(index == 0 ? "{" : ",")\"\(name)\":".utf8)
    }
  }

  var count: Int { bytes.count }

  /// Takes out what was written.
  mutating func take(_ body: (inout [UInt8]) -> Void) {
    body(&bytes)
  }

  @inline(__always)
  mutating func beginField(_ column: Int) {
    switch format {
    case .csv: if column > 0 { bytes.append(UInt8(ascii: ",")) }
    case .ndjson: bytes.append(contentsOf: leads[column])
    }
  }

  mutating func endRow() {
    if format == .ndjson { bytes.append(UInt8(ascii: "}")) }
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func missing() {
    if format == .ndjson { bytes.append("null") }
  }

  mutating func flag(_ flag: Bool) {
    bytes.append(flag ? "true" : "false")
  }

  @inline(__always)
  mutating func number(_ number: Int64) {
    // Nearly all are counts of a few events.
    if number >= 0, number < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
    } else {
      bytes.append(decimal: number)
    }
  }

  /// A word that needs no quotes but those of JSON.
  mutating func name(_ name: StaticString) {
    quote()
    bytes.append(name)
    quote()
  }

  mutating func time(_ time: Timestamp) {
    quote()
    day.append(time, to: &bytes)
    quote()
  }

  mutating func text(_ id: TextID, _ pool: TextPool) {
    guard !id.isMissing else { return missing() }
    let start = beginText()
    pool.append(id, to: &bytes)
    endText(start)
  }

  mutating func text(_ text: PackedText, _ pool: TextPool) {
    guard !text.isMissing else { return missing() }
    guard text.phoneNumber == nil else {
      quote()
      text.append(to: &bytes, pool)
      quote()
      return
    }
    let start = beginText()
    text.append(to: &bytes, pool)
    endText(start)
  }

  mutating func text(_ text: [UInt8]) {
    self.text(text.span)
  }

  mutating func text(_ text: Span<UInt8>) {
    guard !text.isEmpty else { return missing() }
    let start = beginText()
    bytes.append(text)
    endText(start)
  }

  @inline(__always)
  private mutating func quote() {
    if format == .ndjson { bytes.append(UInt8(ascii: "\"")) }
  }

  private mutating func beginText() -> Int {
    quote()
    return bytes.count
  }

  /// Ends a text that was written as it is, or writes it again where it cannot stay so.
  private mutating func endText(_ start: Int) {
    if isPlain(from: start) { quote() } else { rewrite(start) }
  }

  private func isPlain(from start: Int) -> Bool {
    let text = bytes.span.extracting(start...)
    return switch format {
    case .csv: text.isPlainInCSV
    case .ndjson: text.isPlainInJSON
    }
  }

  @inline(never)
  private mutating func rewrite(_ start: Int) {
    let text = Array(bytes[start...])
    switch format {
    case .csv:
      bytes.removeSubrange(start...)
      CSVText.append(text, to: &bytes)
    case .ndjson:
      // With the quote before it.
      bytes.removeSubrange((start - 1)...)
      JSONString.append(text, to: &bytes)
    }
  }
}

extension Span<UInt8> {
  /// Whether a field of CSV may hold this as it is; what is not ASCII needs a closer look.
  fileprivate var isPlainInCSV: Bool {
    switch self[0] {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"), 0x09: false
    default:
      holdsNone { word in
        word & ByteMask.high | ByteMask.equal(word, to: UInt8(ascii: ","))
          | ByteMask.equal(word, to: UInt8(ascii: "\""))
          | ByteMask.equal(word, to: 0x0A) | ByteMask.equal(word, to: 0x0D)
      }
    }
  }

  /// Whether a string of JSON may hold this as it is; what is not ASCII needs a closer look.
  fileprivate var isPlainInJSON: Bool {
    holdsNone { word in
      word & ByteMask.high | ByteMask.less(word, than: 0x20)
        | ByteMask.equal(word, to: UInt8(ascii: "\""))
        | ByteMask.equal(word, to: UInt8(ascii: "\\")) | ByteMask.equal(word, to: 0x7F)
    }
  }

  /// Whether no byte is one of those whose top bits `find` raises in a word.
  @inline(__always)
  private func holdsNone(_ find: (UInt64) -> UInt64) -> Bool {
    var offset = 0
    while count &- offset >= 8 {
      guard find(word(at: offset)) == 0 else { return false }
      offset &+= 8
    }
    guard offset < count else { return true }
    if count >= 8 { return find(word(at: count &- 8)) == 0 }
    // Filled up with what no text is kept from holding.
    var last = ByteMask.low &* UInt64(UInt8(ascii: "0"))
    while offset < count {
      last = last << 8 | UInt64(self[offset])
      offset &+= 1
    }
    return find(last) == 0
  }
}
