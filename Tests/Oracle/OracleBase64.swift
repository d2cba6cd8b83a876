/// What base64 writes, in its own alphabet or that of URLs; `nil` when the text is none.
func base64Decoded(_ text: Bytes) -> Bytes? {
  var digits = text
  while digits.last == UInt8(ascii: "=") { digits.removeLast() }
  guard !digits.isEmpty, digits.count % 4 != 1 else { return nil }
  var bits: [Bool] = []
  for digit in digits {
    guard let value = base64Value(of: digit) else { return nil }
    bits += [32, 16, 8, 4, 2, 1].map { value & $0 != 0 }
  }
  // The bits left over are fewer than a byte and say nothing.
  return stride(from: 0, through: bits.count - 8, by: 8).map { start in
    bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
  }
}

private func base64Value(of byte: UInt8) -> UInt8? {
  switch Unicode.Scalar(byte) {
  case "A"..."Z": byte - UInt8(ascii: "A")
  case "a"..."z": byte - UInt8(ascii: "a") + 26
  case "0"..."9": byte - UInt8(ascii: "0") + 52
  case "+", "-": 62
  case "/", "_": 63
  default: nil
  }
}
