import Primitives
import Testing

@testable import Reports

struct CSVTests {
  private func csv(_ text: some Sequence<UInt8>) -> String {
    var output: [UInt8] = []
    CSVText.append(Array(text), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("", ""), ("plain", "plain"), (" blanks ", " blanks "), ("a;b|c'd", "a;b|c'd"),
      ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), (",", "\",\""), ("a\tb", "a\tb"),
      ("Zoë 🚚", "Zoë 🚚"), ("a\0b", "a\0b"),
    ])
  func `only what would break a line or a field is quoted`(text: String, field: String) {
    #expect(csv(text.utf8) == field)
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("=", "'="), ("==", "'=="), ("@x", "'@x"), ("\tx", "'\tx"),
      ("\rx", "\"'\rx\""), ("\r\n", "\"'\r\n\""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
      ("-1+2", "'-1+2"), ("+1+2", "'+1+2"), ("-", "'-"), ("+", "'+"), ("--1", "'--1"),
      ("+-1", "'+-1"), ("-a", "'-a"), ("+1-919-555-0101", "'+1-919-555-0101"),
      ("-1.", "'-1."), ("-.5", "'-.5"), ("-1e", "'-1e"), ("-1e+", "'-1e+"), ("-1.5.5", "'-1.5.5"),
      ("-5 ", "'-5 "), ("+19195550101;+1", "'+19195550101;+1"), ("-1,5", "\"'-1,5\""),
    ])
  func `what a spreadsheet would run is guarded`(text: String, field: String) {
    #expect(csv(text.utf8) == field)
  }

  @Test(
    arguments: [
      "+19195550101", "+1", "-5", "-5.25", "-5e3", "-5E-3", "+5.5e+10", "5", "1+1", "a=b", "'=1",
      "'", " =1", "x@y", "a-b",
    ])
  func `numbers, phone numbers and all else stay as they are`(text: String) {
    #expect(csv(text.utf8) == text)
  }

  @Test func `the guard looks at what is shown`() {
    #expect(csv([0x3D, 0xFF]) == "'=\u{FFFD}")
    #expect(csv([0xFF, 0x3D]) == "\u{FFFD}=")
    #expect(csv([0x2B, 0x31, 0xE2, 0x82]) == "'+1\u{FFFD}")
    #expect(csv([0x2C, 0xC3]) == "\",\u{FFFD}\"")
  }

  @Test func `every value has its form`() {
    let instant = Timestamp(millisecondsSinceEpoch: 1_709_629_200_005)
    var writer = CSVWriter(["a", "b", "c"])
    writer.row([.missing, .text([]), .text(Array("x,y".utf8))])
    writer.row([.integer(-7), .integer(.max), .integer(.min)])
    writer.row([.boolean(true), .boolean(false), .instant(instant)])
    writer.row([.ratio(1, of: 8), .ratio(0, of: 0), .milliseconds(1234)])
    let expected = """
      a,b,c
      ,,"x,y"
      -7,9223372036854775807,-9223372036854775808
      true,false,2024-03-05T09:00:00.005Z
      0.125000,,1.234

      """
    #expect(String(decoding: writer.output, as: UTF8.self) == expected)
    #expect(CSVWriter(["a", "b"]).output == Array("a,b\n".utf8))
  }
}
