import Testing

@testable import Callbacks

@Suite struct PhoneNumberTests {
  @Test(
    arguments: [
      ("19195550101", "+19195550101"), ("+19195550101", "+19195550101"),
      ("123456789", "+123456789"),
      ("12345678", "12345678"), ("123", "123"), ("123456789012345", "+123456789012345"),
      ("1234567890123456", "1234567890123456"),
      ("+1 (919) 555", "+1 (919) 555"), ("ACME", "ACME"), ("", ""),
    ])
  func `normal form`(text: String, normal: String) {
    #expect(PhoneNumber.normalForm(of: Array(text.utf8)) == Array(normal.utf8))
  }

  @Test(
    arguments: [
      ("+1 (919) 555-0101", "+19195550101"), ("+1.919.555.0101", "+19195550101"),
      ("1 919 555 0101", "19195550101"), ("1-919-555-0101", "19195550101"),
      ("919.555.0101", "9195550101"), ("2 919 555 0101", "2 919 555 0101"),
      ("1-919-555-01012", "1-919-555-01012"), ("1--919-555-0101", "1--919-555-0101"),
      ("abc-def-ghij", "abc-def-ghij"), ("+1 (919) 555", "+1 (919) 555"), ("+", "+"),
      ("+1 919 ACME", "+1 919 ACME"), ("(919) 555-0101", "9195550101"), ("(ACME)", "(ACME)"),
      ("(1", "(1"), ("", ""),
    ])
  func `separators that people write`(text: String, number: String) {
    #expect(PhoneNumber.withoutSeparators(Array(text.utf8)) == Array(number.utf8))
  }

  @Test(
    arguments: [
      ("19195550101", true), ("+19195550101", true), ("123456789012345", true), ("12345", true),
      ("123", true), ("12", false), ("+12345678", false), ("1234567890123456", false),
      ("+", false), ("", false), ("1795140000000abcdefghijklmnop", false), ("ACME", false),
    ])
  func `what looks like a number`(text: String, isNumber: Bool) {
    #expect(PhoneNumber.isNumber(Array(text.utf8)) == isNumber)
  }
}
