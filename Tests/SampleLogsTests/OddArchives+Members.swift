import Primitives

extension OddArchives {
  /// Who an event is about, in every form.
  static var recipients: [JSON] {
    let pair = [Party.subscriber(4), Party.subscriber(5)]
    let bare = String(Party.subscriber(6).dropFirst())
    let out = SampleMessage("tostring", at: "17T12:00:00")
    let group = SampleMessage("topair", at: "17T12:01:00", to: pair)
    let inbound = SampleMessage("toowner", at: "17T12:02:00", inbound: true)
    func message(_ name: String, _ minute: Int) -> SampleMessage {
      SampleMessage(name, at: "17T12:\(minute):00")
    }
    return [
      out.delivered().setting("message", "to", to: .text(Party.subscriber(7)))
        .setting("to", to: nil),
      message("toarray", 10).delivered().setting("to", to: [.text(Party.subscriber(8))]),
      group.delivered().setting("to", to: .array(pair.map(JSON.text))),
      group.delivered().setting("to", to: nil),
      group.delivered(to: pair[0]), group.delivered(to: pair[1]),
      inbound.received().setting("to", to: nil),
      message("tomissing", 11).delivered().setting("to", to: nil),
      message("tonull", 12).delivered().setting("to", to: .null),
      message("toempty", 13).delivered().setting("to", to: ""),
      message("tonumber", 14).delivered().setting("to", to: .raw(bare)),
      message("toplusless", 15).delivered().setting("to", to: .text(bare))
        .setting("message", "to", to: [.text(bare)]),
      message("tonobody", 16).delivered().setting("to", to: nil).setting("message", "to", to: []),
      message("toname", 17).delivered().setting("to", to: "anonymous"),
      SampleMessage("fromshortcode", at: "17T12:20:00", from: Party.shortCode).delivered(),
      SampleMessage("fromtollfree", at: "17T12:21:00", from: Party.tollFree).delivered(),
      SampleMessage("fromname", at: "17T12:22:00", from: "SAMPLECO").delivered(),
      message("fromplusless", 23).delivered().setting("message", "from", to: "19195550170"),
      message("frommissing", 24).delivered().setting("message", "from", to: nil),
    ]
  }

  /// Attachments in every form, with how many count.
  static let mediaForms: [(name: String, media: JSON?, count: Int)] = [
    ("mediaone", [.text(photo)], 1),
    ("mediathree", [.text(photo), "https://media.example.com/a.mp4", "clip.amr"], 3),
    ("mediaempty", [], 0),
    ("medianull", .null, 0),
    ("mediaabsent", nil, 0),
    ("mediaobject", ["fileUrl": .text(photo), "thumbnailUrl": .text(photo)], 1),
    ("mediastring", .text(photo), 1),
    ("mediasmil", ["https://media.example.com/0.smil"], 0),
    ("mediasmilupper", ["https://media.example.com/0.SMIL?part=1", .text(photo)], 1),
    ("mediablanks", [.null, "", .text(photo)], 1),
  ]

  static var media: [JSON] {
    mediaForms.enumerated().map { index, form in
      SampleMessage(form.name, at: "17T13:\(10 + index):00").delivered()
        .setting("message", "media", to: form.media)
    }
  }

  /// Times in every form that can be read, and in some that cannot.
  static var times: [JSON] {
    let fractions = (0...9).map { count in
      let fraction = count == 0 ? "" : "." + "123456789".prefix(count)
      return timed("fraction\(letter(count))", "2026-11-18T08:0\(count):03\(fraction)Z", count)
    }
    let exported = instant("18T08:17:03.5").millisecondsSinceEpoch
    let readable: [(name: String, time: JSON)] = [
      ("offsetzero", "2026-11-18T08:10:03.5+00:00"), ("offsetwest", "2026-11-18T03:11:03.5-05:00"),
      ("offsetindia", "2026-11-18T13:42:03.5+05:30"), ("lowercase", "2026-11-18t08:13:03.5z"),
      ("blankfort", "2026-11-18 08:14:03.5Z"), ("leapsecond", "2026-11-18T08:15:60Z"),
      ("exporteddate", ["$date": "2026-11-18T08:16:03.5Z"]),
      ("exportednumber", ["$date": ["$numberLong": .text("\(exported)")]]),
    ]
    return fractions + readable.enumerated().map { timed($1.name, $1.time, 10 + $0) } + timeless
  }

  /// Events without a time that can be read, and one of a wild clock.
  private static var timeless: [JSON] {
    let forms: [(name: String, time: JSON?)] = [
      ("timeempty", ""), ("timemail", "Wed, 18 Nov 2026 08:31:03 +0000"),
      ("timelocal", "2026-11-18T08:32:03"), ("timedayonly", "2026-11-18"),
      ("timenumber", 1_795_000_000), ("timenull", .null), ("timeabsent", nil),
    ]
    let events = forms.enumerated().map { timed($1.name, $1.time, 30 + $0) }
    let foreignID = SampleMessage("noid", at: "18T08:40:00")
    return events + [
      // The creation time is in the id.
      SampleMessage("createdabsent", at: "18T08:41:00").delivered()
        .setting("message", "time", to: nil),
      // It is that of the earliest event.
      foreignID.delivered().setting("message", "time", to: nil)
        .setting("message", "id", to: "sample-emulator-message-a"),
      // There is none.
      foreignID.delivered().setting("message", "time", to: "").setting("time", to: "")
        .setting("message", "id", to: "sample-emulator-message-b"),
      // The segment count of an emulator.
      SampleMessage("segmentfraction", at: "18T08:42:00").delivered()
        .setting("message", "segmentCount", to: .raw("0.05625")),
      SampleMessage("wildclock", at: "18T08:43:00").delivered(),
      SampleMessage("wildclock", at: "18T08:43:00").event("message-sent")
        .setting("time", to: "2062-03-04T05:06:07.089Z"),
    ]
  }

  private static func timed(_ name: String, _ time: JSON?, _ minute: Int) -> JSON {
    SampleMessage(name, at: "18T08:\(minute < 10 ? "0" : "")\(minute):00").delivered()
      .setting("time", to: time)
  }
}
