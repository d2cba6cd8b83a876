extension OracleLifecycle {
  /// What a key column of this name shows.
  func keyPart(_ name: String) -> OracleKeyPart {
    switch name {
    case "application": .text(message.application)
    case "sender": .text(message.sender)
    case "sender_type": .text(message.sender.map { Array(senderType($0).utf8) })
    case "recipient": .text(recipient)
    case "recipient_area": .text(area(of: recipient))
    case "carrier": .text(events.compactMap(\.carrier).max(by: precedes))
    case "tag": .text(message.tag)
    case "kind": .text(Array(message.kind.utf8))
    case "channel": .text(message.channel)
    case "priority": .text(message.priority)
    case "direction": directionPart
    case "error_code": .number(firstFailed?.errorCode)
    case "group_size": .number(message.groupSize.map(Int64.init))
    case "segment_count": .number(message.segmentCount)
    default: preconditionFailure("no key \(name)")
    }
  }

  private var directionPart: OracleKeyPart {
    switch direction {
    case .outbound: .text(Array("outbound".utf8))
    case .inbound: .text(Array("inbound".utf8))
    case .unknown: .missing
    }
  }
}

/// `toll_free`, `short_code`, `alphanumeric` or `long_code`.
private func senderType(_ sender: Bytes) -> String {
  let text = String(decoding: sender, as: UTF8.self)
  let isNational = text.utf8.count == 12 && isAllDigits(sender.dropFirst())
  let tollFree = ["+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888"]
  if isNational, tollFree.contains(where: text.hasPrefix) { return "toll_free" }
  if (3...8).contains(sender.count), isAllDigits(sender) { return "short_code" }
  let letters: Set<Unicode.GeneralCategory> = [
    .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
  ]
  if text.unicodeScalars.contains(where: { letters.contains($0.properties.generalCategory) }) {
    return "alphanumeric"
  }
  return "long_code"
}

/// The area code of a North American number, else the calling code with its plus.
private func area(of recipient: Bytes) -> Bytes? {
  let digits = recipient.dropFirst()
  guard recipient.first == UInt8(ascii: "+"), isAllDigits(digits), digits.count <= 15 else {
    return nil
  }
  let text = String(decoding: digits, as: UTF8.self)
  if text.hasPrefix("1"), text.count == 11 { return Array(text.dropFirst().prefix(3).utf8) }
  // One digit, two where the list of ITU-T E.164 has a code of two, else three.
  let short = """
    1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 \
    64 65 66 81 82 84 86 90 91 92 93 94 95 98
    """.split(separator: " ").first { text.hasPrefix($0) && text.count > $0.count }
  if let short { return Array("+\(short)".utf8) }
  let isKnown = text.count > 3 && ["2", "3", "4", "5", "6", "8", "9"].contains(text.prefix(1))
  return isKnown ? Array("+\(text.prefix(3))".utf8) : nil
}
