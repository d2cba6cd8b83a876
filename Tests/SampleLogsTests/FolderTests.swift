import Foundation
import Testing

/// What holds for all committed files together.
@Suite struct FolderTests {
  @Test func `samples are small`() throws {
    let sizes = try SampleFolder.paths().map { try SampleFolder.bytes(of: $0).count }
    #expect(sizes.reduce(0, +) <= 1_000_000)
  }

  /// Of each area code, 555-0100 to 555-0199 are kept for fiction.
  @Test func `all numbers are fictional`() throws {
    // With a plus anywhere, or as a whole text; and eleven digits that stand alone.
    let number = /\+\d{5,}|"\+?\d{7,}"|[:,\[ ]1\d{10}(?=[,\] }])/
    let fictional = /[^\d]?\+?1[2-9]\d{2}55501\d{2}"?/
    // A time of the samples in milliseconds, as mongoexport and SQS write them.
    let exported = /"179(49|50)\d{8}"/
    var count = 0
    for path in try SampleFolder.paths() {
      let stored = try SampleFolder.bytes(of: path)
      let read = content(ofArchiveAt: SampleFolder.url.appending(path: path).path).bytes
      // What cannot be read is looked at as it is; of two bytes a character every second.
      for bytes in [stored, stored.filter { $0 != 0 }, read] {
        for match in String(decoding: bytes, as: UTF8.self).matches(of: number) {
          let isFictional = try fictional.wholeMatch(in: match.output) != nil
          let isTime = try exported.wholeMatch(in: match.output) != nil
          #expect(isFictional || isTime, "\(match.output) in \(path)")
          count += 1
        }
      }
    }
    #expect(count > 10_000, "the pattern finds no numbers")
  }

  @Test func `read me names every odd archive`() throws {
    let page = String(decoding: try SampleFolder.bytes(of: SampleFolder.readMe), as: UTF8.self)
    let paths = (OddArchives.all + DamagedArchives.all).map(\.path)
    #expect(paths.filter { !page.contains("`\($0)`") } == [])
  }
}
