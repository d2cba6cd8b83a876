/// The archives that are whole, and odd in what they say or how they are stored.
enum OddArchives {
  static var all: [SampleFile] {
    [
      archive("event-types", bodies(eventTypes)),
      archive("error-codes", bodies(errorCodes)),
      archive("recipients", bodies(recipients)),
      archive("media", bodies(media)),
      archive("times", bodies(times)),
      archive("eras-2017-to-2025", bodies(eras)),
      archive("foreign", lines(foreign)),
      archive("bodies", lines(bodyForms)),
      archive("wrappers", wrapped),
      archive("redelivery-2026-11-17", lines(stamped(firstAttempts))),
      archive("redelivery-2026-11-18", lines(stamped(laterAttempts))),
      archive("conflicts", bodies(conflicts)),
      archive("mms-and-groups", bodies(mmsAndGroups)),
      archive("inbound", bodies(inbound)),
      archive("texts", bodies(texts)),
      archive("malformed", malformed),
      archive("glued", glued),
    ] + layouts + containers + skipped
  }

  private static func archive(_ name: String, _ content: [UInt8]) -> SampleFile {
    SampleFile("odd/\(name).ndjson.gz", compressing: content)
  }

  /// The letters that tell samples of one sort apart.
  static func letter(_ index: Int) -> Character {
    Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
  }
}
