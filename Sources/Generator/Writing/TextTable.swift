/// Short texts behind each other in one array: copying one of them counts no references.
struct TextTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  init(_ texts: [String] = []) {
    for text in texts { append(text) }
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  var count: Int { ends.count - 1 }

  /// The bytes of a text.
  func count(of index: Int) -> Int { ends[index + 1] - ends[index] }

  func append(_ index: Int, to buffer: inout LineBuffer) {
    buffer.append(bytes.span.extracting(ends[index]..<ends[index + 1]))
  }
}
