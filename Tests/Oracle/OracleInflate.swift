/// Inflates gzip bit by bit, by the words of RFC 1951 and 1952.
///
/// Checksums and lengths are not looked at: what they say against does not take back what was read.
struct OracleInflate {
  private let bytes: Bytes
  private var position = 0
  /// How many bits of the byte at `position` are used up.
  private var usedBits = 0
  private var output: Bytes = []
  /// Where the output of the member began: nothing before it is repeated.
  private var memberStart = 0

  private struct Damage: Error {}

  /// What the members hold, as far as they can be inflated.
  static func members(of bytes: Bytes) -> Bytes {
    var inflate = OracleInflate(bytes)
    do throws(Damage) {
      while inflate.bytes[inflate.position...].starts(with: [0x1F, 0x8B]) {
        try inflate.readMember()
      }
    } catch {
      // What came before counts.
    }
    return inflate.output
  }

  private init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  private mutating func readMember() throws(Damage) {
    try skipHeader()
    memberStart = output.count
    usedBits = 0
    var isLast = false
    while !isLast {
      isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try readStored()
      case 1: try readCompressed(literals: Self.fixedLiterals, distances: Self.fixedDistances)
      case 2:
        let (literals, distances) = try readCodes()
        try readCompressed(literals: literals, distances: distances)
      default: throw Damage()
      }
    }
    alignToByte()
    // The checksum and the length.
    for _ in 0..<8 { _ = try byte() }
  }

  private mutating func skipHeader() throws(Damage) {
    _ = (try byte(), try byte())
    guard try byte() == 8 else { throw Damage() }
    let flags = try byte()
    guard flags & 0xE0 == 0 else { throw Damage() }
    // Time, level and system.
    for _ in 0..<6 { _ = try byte() }
    if flags & 4 != 0 {
      let count = Int(try byte()) + Int(try byte()) * 256
      for _ in 0..<count { _ = try byte() }
    }
    // The name, the comment.
    for flag in [8, 16] as Bytes where flags & flag != 0 {
      while try byte() != 0 {}
    }
    if flags & 2 != 0 { _ = (try byte(), try byte()) }
  }

  private mutating func readStored() throws(Damage) {
    alignToByte()
    let count = Int(try byte()) + Int(try byte()) * 256
    let complement = Int(try byte()) + Int(try byte()) * 256
    guard count + complement == 0xFFFF else { throw Damage() }
    for _ in 0..<count { output.append(try byte()) }
  }

  private mutating func readCompressed(
    literals: OracleHuffmanCode, distances: OracleHuffmanCode
  ) throws(Damage) {
    while true {
      let literal = try symbol(of: literals)
      if literal == 256 { return }
      if literal < 256 {
        output.append(UInt8(literal))
        continue
      }
      let length = try amount(literal - 257, of: Self.lengths)
      let distance = try amount(try symbol(of: distances), of: Self.distances)
      guard distance <= output.count - memberStart else { throw Damage() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  /// The codes in front of a block that brings its own.
  private mutating func readCodes() throws(Damage) -> (OracleHuffmanCode, OracleHuffmanCode) {
    let literalCount = 257 + (try bits(5))
    let distanceCount = 1 + (try bits(5))
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var codeLengths = Array(repeating: 0, count: 19)
    for index in order.prefix(4 + (try bits(4))) { codeLengths[index] = try bits(3) }
    let code = OracleHuffmanCode(codeLengths)
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      switch try symbol(of: code) {
      case 16:
        guard let last = lengths.last else { throw Damage() }
        lengths += Array(repeating: last, count: 3 + (try bits(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try bits(3)))
      case 18: lengths += Array(repeating: 0, count: 11 + (try bits(7)))
      case let length: lengths.append(length)
      }
    }
    guard lengths.count == literalCount + distanceCount else { throw Damage() }
    return (
      OracleHuffmanCode(Array(lengths.prefix(literalCount))),
      OracleHuffmanCode(Array(lengths.dropFirst(literalCount)))
    )
  }

  private mutating func symbol(of code: OracleHuffmanCode) throws(Damage) -> Int {
    var word: [Bool] = []
    while word.count < 15 {
      word.append(try bits(1) == 1)
      if let symbol = code.symbols[word] { return symbol }
    }
    throw Damage()
  }

  /// The number that stands for a symbol, with the bits that follow it.
  private mutating func amount(
    _ symbol: Int, of table: [(base: Int, extraBits: Int)]
  ) throws(Damage) -> Int {
    guard table.indices.contains(symbol) else { throw Damage() }
    return table[symbol].base + (try bits(table[symbol].extraBits))
  }

  /// The next bits as a number, the first of them the lowest.
  private mutating func bits(_ count: Int) throws(Damage) -> Int {
    var number = 0
    for index in 0..<count {
      guard position < bytes.count else { throw Damage() }
      number += Int(bytes[position] >> usedBits & 1) << index
      usedBits += 1
      if usedBits == 8 { (position, usedBits) = (position + 1, 0) }
    }
    return number
  }

  private mutating func byte() throws(Damage) -> UInt8 {
    UInt8(try bits(8))
  }

  private mutating func alignToByte() {
    if usedBits > 0 { (position, usedBits) = (position + 1, 0) }
  }

  private static let fixedLiterals = OracleHuffmanCode(
    [(8, 144), (9, 112), (7, 24), (8, 8)].flatMap { Array(repeating: $0.0, count: $0.1) })
  private static let fixedDistances = OracleHuffmanCode(Array(repeating: 5, count: 30))

  /// 3 to 10 one by one, then in steps that double; 258 has a symbol of its own.
  private static let lengths: [(base: Int, extraBits: Int)] = {
    let bits = Array(repeating: 0, count: 8) + [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]
    return ranges(from: 3, bits + [5, 5, 5, 5]) + [(258, 0)]
  }()
  private static let distances = ranges(
    from: 1, [0, 0, 0, 0] + (1...13).flatMap { [$0, $0] })

  private static func ranges(from first: Int, _ bits: [Int]) -> [(base: Int, extraBits: Int)] {
    var base = first
    return bits.map { count in
      defer { base += 1 << count }
      return (base, count)
    }
  }
}

/// Words of bits and the symbols they stand for, made of nothing but their lengths.
struct OracleHuffmanCode {
  let symbols: [[Bool]: Int]

  init(_ lengths: [Int]) {
    var symbols: [[Bool]: Int] = [:]
    var next = 0
    for length in 1...15 {
      next *= 2
      for (symbol, itsLength) in lengths.enumerated() where itsLength == length {
        symbols[(0..<length).reversed().map { next >> $0 & 1 == 1 }] = symbol
        next += 1
      }
    }
    self.symbols = symbols
  }
}
