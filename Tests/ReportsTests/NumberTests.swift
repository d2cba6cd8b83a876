import Primitives
import Testing

@testable import Lifecycles
@testable import Reports

/// What the reports tell of a number by its digits.
struct NumberTests {
  private func packed(_ text: String, _ pool: inout TextPool) -> PackedText {
    PackedText(Array(text.utf8).span, pool: &pool)
  }

  @Test(
    arguments: [
      ("+18005550101", .tollFree), ("+18335550101", .tollFree), ("+18445550101", .tollFree),
      ("+18555550101", .tollFree), ("+18665550101", .tollFree), ("+18775550101", .tollFree),
      ("+18885550101", .tollFree), ("+18225550101", .longCode), ("+19195550101", .longCode),
      ("+1800555010", .longCode), ("+180055501011", .longCode), ("+448005550101", .longCode),
      ("+8005550101", .longCode), ("18005550101", .longCode), ("123", .shortCode),
      ("12345678", .shortCode), ("12", .longCode), ("123456789", .longCode), ("+123", .longCode),
      ("Shop", .alphanumeric), ("4Shop", .alphanumeric), ("12a45", .alphanumeric),
      ("Łódź", .alphanumeric), ("é", .alphanumeric), ("店", .alphanumeric), ("🙂", .longCode),
      ("—", .longCode), ("１２３", .longCode), ("+1\u{A0}9195550101", .longCode),
      ("\u{FFFD}", .longCode), ("+0018005550101", .longCode), ("(919) 555-0101", .longCode),
      ("", nil),
    ] as [(String, SenderType?)])
  func `the type of a sender`(sender: String, type: SenderType?) {
    var pool = TextPool()
    #expect(SenderType(packed(sender, &pool), pool) == type)
  }

  @Test(
    arguments: [
      ("+19195550101", "919"), ("+10005550101", "000"), ("+1919555010", "+1"),
      ("+191955501011", "+1"), ("+12", "+1"), ("+79195550101", "+7"), ("+4930555010", "+49"),
      ("+442071838750", "+44"), ("+20255501", "+20"), ("+21155501", "+211"),
      ("+35315550101", "+353"), ("+3795550101", "+379"), ("+4205550101", "+420"),
      ("+8505550101", "+850"), ("+8825550101", "+882"), ("+999555010", "+999"), ("+44", nil),
      ("+1", nil), ("+0195550101", nil), ("12345", nil), ("19195550101", nil), ("Shop", nil),
      ("", nil),
    ] as [(String, String?)])
  func `the area of a recipient`(recipient: String, area: String?) {
    var pool = TextPool()
    let found = RecipientArea(packed(recipient, &pool))
    #expect(found?.text == area)
    if let found { #expect(RecipientArea(word: found.word) == found && found.word != 0) }
  }

  /// In ITU-T E.164 no calling code is the beginning of another, and 44 have two digits.
  @Test func `calling codes are told apart by their first digits`() {
    var pool = TextPool()
    var codes: Set<String> = []
    for prefix in 200...999 {
      let area = RecipientArea(packed("+\(prefix)55501019", &pool))
      if let area { codes.insert(area.text) }
    }
    for a in codes {
      #expect(codes.allSatisfy { $0 == a || !$0.hasPrefix(a) }, "\(a)")
    }
    #expect(codes.count { $0.count == 3 } == 44)
  }
}

extension RecipientArea {
  /// As shown.
  fileprivate var text: String {
    digits.with { digits in
      var text: [UInt8] = []
      text.append(digits)
      return String(decoding: text, as: UTF8.self)
    }
  }
}
