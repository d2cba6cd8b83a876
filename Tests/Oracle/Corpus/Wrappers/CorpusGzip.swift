/// Compresses in the plainest ways there are; whoever inflates cannot tell.
struct CorpusGzip {
  let dice: Dice

  /// Gzip of one member or several, rarely cut short or followed by something else.
  func compressed(_ bytes: Bytes) -> Bytes {
    let cut = dice.hits(oneIn: 4) ? dice.roll(bytes.count + 1) : bytes.count
    var members = member(Array(bytes[..<cut]))
    if cut < bytes.count { members += member(Array(bytes[cut...])) }
    switch dice.roll(24) {
    case 0: return Array(members.prefix(dice.roll(members.count + 1)))
    case 1: return members + [0x7B]
    // A checksum and a length that are wrong.
    case 2: return members.dropLast(8) + [1, 2, 3, 4, 5, 6, 7, 8]
    default: return members
    }
  }

  private func member(_ bytes: Bytes) -> Bytes {
    let (flags, name): (UInt8, String) =
      dice.pick([(0, ""), (0, ""), (8, "callbacks.json\0"), (16, "x\0")])
    let header = [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3] + Array(name.utf8)
    let trailer = littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
    return header + (dice.hits(oneIn: 3) ? stored(bytes) : coded(bytes)) + trailer
  }

  private func stored(_ bytes: Bytes) -> Bytes {
    var rest = bytes[...]
    var blocks: Bytes = []
    repeat {
      let block = rest.prefix(dice.pick([100, 65535]))
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      let bytes = [count & 0xFF, count >> 8, ~count & 0xFF, ~count >> 8].map(UInt8.init)
      blocks += [rest.isEmpty ? 1 : 0] + bytes + block
    } while !rest.isEmpty
    return blocks
  }

  /// One block of fixed codes, in which only runs of one byte are shortened.
  private func coded(_ bytes: Bytes) -> Bytes {
    var bits: [Bool] = [true, true, false]
    func append(_ code: Int, _ length: Int) {
      bits += (0..<length).reversed().map { code >> $0 & 1 == 1 }
    }
    var position = 0
    while position < bytes.count {
      let byte = Int(bytes[position])
      let run = bytes[position...].prefix(10).prefix { Int($0) == byte }.count
      if position > 0, Int(bytes[position - 1]) == byte, run >= 3 {
        // The length, and a distance of one.
        append(run - 2, 7)
        append(0, 5)
        position += run
      } else {
        if byte < 144 { append(0x30 + byte, 8) } else { append(0x190 + byte - 144, 9) }
        position += 1
      }
    }
    append(0, 7)
    while bits.count % 8 != 0 { bits.append(false) }
    return stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
  }

  private func littleEndian(_ number: UInt32) -> Bytes {
    [0, 8, 16, 24].map { UInt8(number >> $0 & 0xFF) }
  }

  private func checksum(_ bytes: Bytes) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
        rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
      }
    }
  }
}
