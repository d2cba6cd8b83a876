import Primitives
import Testing

@testable import Reports

/// Which rows and periods the page shows, and what it says of others.
@Suite struct PageTests {
  /// An instant so many periods after the beginning of 2024.
  private static func time(_ number: Int, minutes: Int64 = 60) -> String {
    let start = Timestamp(millisecondsSinceEpoch: 1_704_067_200_000)
    return start.advanced(byMilliseconds: Int64(number) * minutes * 60_000).description
  }

  /// How bars name the period of that instant.
  private static func title(_ number: Int, minutes: Int64 = 60) -> String {
    "<title>\(time(number, minutes: minutes).prefix(19))Z"
  }

  private static func failed(
    _ id: String, at time: String, code: Int = 4720, application: String = ""
  ) -> String {
    ReadArchive.event(
      "message-failed", id: id, at: time, application: application,
      fields: ",\"errorCode\":\(code)")
  }

  private static let tooMany =
    "<figcaption>Only the newest 800 of 1000 periods are drawn: a longer --bucket shows all."
    + "</figcaption>"

  // MARK: - Periods

  @Test func `of too many periods the newest are drawn, and every chart says so`() throws {
    let page = try MadePage((0..<1000).map { Self.failed("m\($0)", at: Self.time($0)) })
    // Rates and volume, latency, failures; no period can be far from all others.
    #expect(page.count(Self.tooMany) == 3)
    #expect(!page.text.contains("far from all others"))
    // A bar in the chart of recipients, and one in that of failures.
    for (number, count) in [(0, 0), (199, 0), (200, 2), (999, 2)] {
      #expect(page.count(Self.title(number)) == count, "period \(number)")
    }
  }

  @Test func `the newest of very many minutes are drawn`() throws {
    let page = try MadePage(
      (0..<21_000).map { Self.failed("m\($0)", at: Self.time($0, minutes: 1)) }, bucket: .minute)
    #expect(page.count("Only the newest 800 of 21000 periods are drawn: a longer --bucket") == 3)
    for (number, count) in [(20_199, 0), (20_200, 2), (20_999, 2)] {
      #expect(page.count(Self.title(number, minutes: 1)) == count, "minute \(number)")
    }
  }

  @Test(arguments: [Bucket.hour, .day])
  func `no longer bucket shows more days than a chart has room for`(bucket: Bucket) throws {
    let days = (0..<1000).map { Self.failed("m\($0)", at: Self.time($0 * 24)) }
    let page = try MadePage(days, bucket: bucket)
    let note = "Only the newest 800 of 1000 periods are drawn: --since and --until choose others."
    #expect(page.count(note) == 3)
  }

  @Test func `failures are drawn over the same time as deliveries`() throws {
    let events = (0..<1000).map { number in
      [10, 990].contains(number)
        ? Self.failed("m\(number)", at: Self.time(number))
        : ReadArchive.event("message-delivered", id: "m\(number)", at: Self.time(number))
    }
    let page = try MadePage(events)
    #expect(page.count(Self.tooMany) == 3)
    #expect(page.count(Self.title(10)) == 0)
    // Both bars of the period are at the same place.
    let boxes = page.text.components("<rect").filter { $0.contains(Self.title(990)) }
    let places = boxes.map { $0.components(" y=")[0].components(" x=").last }
    #expect(places.count == 2 && places.first == places.last)
    // On its own, the chart has room for both.
    let alone = try MadePage(events, reports: [.failures])
    #expect(alone.count(Self.title(10)) == 1 && alone.count(Self.title(990)) == 1)
    #expect(!alone.text.contains("are drawn"))
  }

  @Test func `wild clocks are told from periods that are too many`() throws {
    let wild = ["2003-01-01T00:00:00Z", "2038-01-01T00:00:00Z"]
    func page(_ count: Int, _ wild: ArraySlice<String>) throws -> MadePage {
      let hours = (0..<count).map { Self.failed("m\($0)", at: Self.time($0)) }
      return try MadePage(hours + wild.map { Self.failed("w\($0)", at: $0) })
    }
    let few = try page(100, wild[...])
    #expect(few.count("<figcaption>2 periods far from all others are not drawn.") == 3)
    #expect(few.count("Only the newest") == 0)
    #expect(few.count("<title>2003") == 0 && few.count("<title>2038") == 0)
    let many = try page(1000, wild.suffix(1))
    #expect(many.count("<figcaption>1 period far from all others is not drawn.") == 3)
    #expect(many.count("Only the newest 800 of the other 1000 periods are drawn") == 3)
    #expect(many.count(Self.title(199)) == 0 && many.count(Self.title(200)) == 2)
    // One of three is no accident.
    #expect(try page(2, wild.prefix(1)).count("<title>2003") == 2)
  }

  @Test func `recipients of no known time are not drawn, and that is said`() throws {
    let undated = [Self.failed("u1", at: ""), ReadArchive.event("message-sent", id: "u2", at: "")]
    let page = try MadePage(undated)
    #expect(!page.text.contains("No outbound messages."))
    #expect(
      page.section("Delivery over time").contains(
        "2 recipients are not drawn: the creation time of the message is not known."))
    #expect(
      page.section("Failures by code").contains(
        "1 recipient is not drawn: the creation time of the message is not known."))
    #expect(page.section("Outcomes by kind").contains("<table>"))
    #expect(page.section("Latency").isEmpty)

    let mixed = try MadePage(undated + [Self.failed("m1", at: Self.time(1))])
    #expect(mixed.figures.count == 4)
    #expect(mixed.figures[0].contains("<figcaption>2 recipients are not drawn:"))
    #expect(mixed.figures[3].contains("<figcaption>1 recipient is not drawn:"))
    #expect(try MadePage([]).text.contains("No outbound messages."))
  }

  // MARK: - Axes

  @Test(arguments: [1, 2, 3, 4, 7, 60])
  func `no two steps of an axis have the same label`(count: Int) throws {
    let page = try MadePage((0..<count).map { Self.failed("m\($0)", at: Self.time(1)) })
    for figure in [page.figures[0], page.figures[3]] {
      let labels = figure.components("<text class=\"tick end\"").dropFirst().map { label in
        label.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
      }
      #expect(labels.contains("0") && labels.count >= 2)
      #expect(Set(labels).count == labels.count, "\(labels)")
    }
  }

  /// Of the steps in which people count hours, with room for each label.
  @Test(
    arguments: [
      (5, 1), (15, 1), (16, 2), (31, 2), (32, 3), (47, 3), (48, 4), (62, 4), (63, 6), (94, 6),
      (95, 12),
      (188, 12), (189, 24), (377, 24), (400, 24),
    ])
  func `times under a chart are a round number of hours apart`(hours: Int, step: Int) throws {
    let first = Timestamp(millisecondsSinceEpoch: 1_795_132_800_000)
    let events = (0..<hours).map { hour in
      let time = first.advanced(byMilliseconds: Int64(hour) * Milliseconds.hour + 60_000)
      return Self.failed("m\(hour)", at: time.description)
    }
    let labels = try MadePage(events).figures[0].components("<text class=\"tick\"").dropFirst()
      .map { $0.drop { $0 != ">" }.dropFirst().prefix(5) }
    let shown = try labels.map { try #require(Int($0.prefix(2))) }
    #expect(labels.allSatisfy { $0.hasSuffix(":00") })
    #expect(shown.count >= 4 && shown.allSatisfy { $0 % step == 0 }, "\(labels)")
    #expect(zip(shown, shown.dropFirst()).allSatisfy { ($0 + step) % 24 == $1 }, "\(labels)")
  }

  /// The times under the first chart of messages created so many minutes after midnight.
  private func labels(_ minutes: [Int], _ bucket: Bucket = .hour) throws -> [String] {
    let midnight = Timestamp(millisecondsSinceEpoch: 1_795_132_800_000)
    let events = minutes.enumerated().map { number, minute in
      let time = midnight.advanced(byMilliseconds: Int64(minute) * Milliseconds.minute)
      return Self.failed("m\(number)", at: time.description)
    }
    return try MadePage(events, bucket: bucket).figures[0].components("<text class=\"tick\"")
      .dropFirst().map { String($0.drop { $0 != ">" }.dropFirst().prefix(5)) }
  }

  @Test func `periods with gaps between them have times as well`() throws {
    #expect(try labels([7 * 60, (48 + 13) * 60]) == ["07:00", "13:00"])
    #expect(try labels([727, 1093], .minute) == ["12:07", "18:13"])
    let office = (0..<9).flatMap { day in (9..<18).map { (day * 24 + $0) * 60 } }
    #expect(try labels(office).count >= 8)
    #expect(try labels([720, 735], .quarterHour) == ["12:00", "12:15"])
    #expect(try labels([725, 730, 735, 740], .fiveMinutes).count == 4)
    #expect(try labels([60]) == ["01:00"])
  }

  // MARK: - Tables

  @Test func `the busiest are in the table, wherever they stand in the report`() throws {
    var events = (0..<650).map { number in
      Self.failed("m\(number)", at: Self.time(1), application: "a\(1000 + number)")
    }
    for id in ["x", "y"] {
      events.append(Self.failed(id, at: Self.time(1), application: "a1649"))
    }
    let page = try MadePage(events, dimensions: [.application], top: 600)
    let section = page.section("Busiest: application")
    let cells = section.firstCells
    #expect(cells.count == 501)
    #expect(cells.first == "a1649" && cells.last == "other")
    #expect(cells.dropFirst().prefix(499).elementsEqual((0..<499).map { "a\(1000 + $0)" }))
    #expect(
      section.contains(
        "Of 600 rows, the 500 with the most recipients are shown; other does not hold the rest."))
  }

  @Test func `what is folded stands last, and only that`() throws {
    func cells(_ top: Int) throws -> [String] {
      let applications = ["a", "b", "b", "c", "d", "other", "other", "other"]
      let events = applications.enumerated().map { number, application in
        Self.failed("m\(number)", at: Self.time(1), application: application)
      }
      let page = try MadePage(events, dimensions: [.application], top: top)
      return page.section("Busiest: application").firstCells
    }
    #expect(try cells(5) == ["other", "b", "a", "c", "d"])
    #expect(try cells(2) == ["other", "b", "other"])
    #expect(try cells(1) == ["other", "other"])
  }

  @Test func `the commonest of very many codes are in the table`() throws {
    var events = (0..<600).map { number in
      Self.failed("m\(number)", at: Self.time(1), code: 40_000 + number)
    }
    for id in ["x", "y"] { events.append(Self.failed(id, at: Self.time(1), code: 40_599)) }
    let section = try MadePage(events).section("Failures by code")
    #expect(section.firstCells.count == 500 && section.firstCells.first == "40599")
    #expect(section.contains("Of 600 rows, the 500 with the most recipients are shown."))
  }

  @Test func `the card of redelivered events adds up all types`() throws {
    let types = (0..<600).map { "type-\(1000 + $0)" } + ["type-1599"]
    let events = types.map { ReadArchive.event($0, id: "m", at: Self.time(1)) }
    let page = try MadePage(events, reports: [.redelivery])
    #expect(page.text.contains("<span>redelivered events</span>\n<b>0.17%</b>\n<small>1</small>"))
  }

  @Test func `of a table that is too long it is said`() throws {
    func section(_ count: Int) throws -> Substring {
      let events = (0..<count).map { number in
        ReadArchive.event("type-\(1000 + number)", id: "m", at: Self.time(1))
      }
      return try MadePage(events, reports: [.redelivery]).section("Redelivered events")
    }
    let note = "Only the first 500 rows are shown."
    let (whole, cut) = (try section(500), try section(501))
    #expect(whole.firstCells.count == 500 && !whole.contains(note))
    #expect(cut.firstCells.count == 500 && cut.contains(note))
  }

  @Test func `a period between others without a rate is seen`() throws {
    func figure(_ hours: [Int]) throws -> Substring {
      let events = hours.map {
        ReadArchive.event("message-delivered", id: "m\($0)", at: Self.time($0))
      }
      return try #require(try MadePage(events, reports: [.delivery]).figures.first)
    }
    #expect(try figure([1]).contains("h0.1"))
    #expect(try figure([1, 2, 4]).components("h0.1").count == 2)
    #expect(try !figure([1, 2]).contains("h0.1"))
  }

  @Test func `nothing in a text or an attribute is markup`() {
    var writer = HTMLWriter()
    writer.leaf("a", #"<&>"'"#, ["b": #"<&>"'"#])
    let escaped = "&lt;&amp;&gt;&quot;&#39;"
    #expect(
      String(decoding: writer.output, as: UTF8.self) == "<a b=\"\(escaped)\">\(escaped)</a>\n")
  }

  @Test func `texts as long as senders like are cut`() throws {
    let long = String(repeating: "日", count: 100_000)
    let page = try MadePage(
      (0..<20).map {
        Self.failed("m\($0)", at: Self.time(0), application: "\($0)\(long)")
          + ReadArchive.event("\(long)\($0)", id: "m\($0)", at: Self.time(0))
      }, reports: [.delivery, .failures, .redelivery])
    #expect(page.text.utf8.count < 200_000)
    #expect(page.count("日日…</td>") > 20)
    #expect(!page.text.contains("\u{FFFD}"))
  }
}
